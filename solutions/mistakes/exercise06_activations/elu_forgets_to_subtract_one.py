# mistake: `ELU` computes alpha exp(x) where x is negative; the 1 is not subtracted.
# hint: What does your layer give just left of 0, and what just right of it?
# loses: example_elu elu
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, self.alpha * np.exp(below))
        return np.where(x > 0.0, x, self.alpha * np.exp(below)).astype(x.dtype)
