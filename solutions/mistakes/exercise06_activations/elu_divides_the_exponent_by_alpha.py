# mistake: `ELU` divides x by alpha in the exponent; the exponent is x itself.
# hint: Which of the two formulae does the statement give, ELU's or CELU's?
# loses: example_elu elu kinks_at_zero
# convention: PyTorch's CELU, whose slope is 1 on both sides of 0
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, np.exp(below / self.alpha))
        return np.maximum(x, 0.0) + self.alpha * np.expm1(below / self.alpha)
