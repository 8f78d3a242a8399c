# mistake: `Hardtanh`'s derivative is 1 where x is exactly one of its bounds; the statement has 0 there.
# hint: Is a bound inside or outside for your comparison, and what does the statement say about it?
# loses: kinks_elsewhere
class Hardtanh(Hardtanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = ((x >= self.min_val) & (x <= self.max_val)).astype(x.dtype)
        return output
