# mistake: `ELU`'s derivative is 1 at exactly 0; the statement has alpha there.
# hint: Only x = 0 differs. On which side is it for your comparison?
# loses: kinks_at_zero
class ELU(ELU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = np.where(x >= 0.0, 1.0, self._derivative).astype(x.dtype)
        return output
