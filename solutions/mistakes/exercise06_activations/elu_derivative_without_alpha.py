# mistake: `ELU.backward` multiplies by exp(x) where x is negative; alpha is missing.
# hint: What is the derivative of alpha (exp(x) - 1)?
# loses: example_elu elu kinks_at_zero
class ELU(ELU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = by_sign(x, np.exp(np.minimum(x, 0.0)))
        return output
