# mistake: `ELU` computes alpha exp(x) - 1 where x is negative; alpha should multiply the 1 as well.
# hint: What does your layer give just left of 0, and what just right of it?
# loses: example_elu elu
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, self.alpha * np.exp(below))
        return np.where(x > 0.0, x, self.alpha * np.exp(below) - 1.0).astype(x.dtype)
