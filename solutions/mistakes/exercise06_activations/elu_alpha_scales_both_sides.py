# mistake: `ELU` multiplies positive entries by alpha as well; they pass unchanged.
# hint: What does your layer give for x = 1/2 with an alpha of 2?
# loses: example_elu elu
# convention: SELU, which scales the whole function by a constant of its own
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, np.exp(below)) * np.asarray(self.alpha, x.dtype)
        return self.alpha * (np.maximum(x, 0.0) + np.expm1(below))
