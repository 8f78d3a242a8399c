# mistake: `Hardtanh.backward` blocks gradients above `max_val` only; below `min_val` the output is constant too.
# hint: There are two flat pieces. How many does your mask know?
# loses: example_straight_lines hardtanh
class Hardtanh(Hardtanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = (x < self.max_val).astype(x.dtype)
        return output
