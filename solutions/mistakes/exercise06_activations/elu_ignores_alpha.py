# mistake: `ELU` computes exp(x) - 1, whatever `alpha` is.
# hint: Where in your forward is the attribute read?
# loses: example_elu elu kinks_at_zero
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, np.exp(below))
        return np.maximum(x, 0.0) + np.expm1(below)
