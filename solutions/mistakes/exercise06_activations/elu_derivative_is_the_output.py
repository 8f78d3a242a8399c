# mistake: `ELU.backward` multiplies by the output where x is negative; it should be by alpha exp(x).
# hint: The function rises everywhere. Can its derivative be negative?
# loses: example_elu elu kinks_at_zero
class ELU(ELU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = by_sign(x, output)
        return output
