# mistake: `ELU` multiplies the exponential of a large x by a mask of 0, which is inf times 0.
# hint: What is exp(1000), and what is 0 times that?
# loses: large_inputs
class ELU(ELU):
    def forward(self, x):
        positive = (x > 0.0).astype(x.dtype)
        self._derivative = positive + (1.0 - positive) * self.alpha * np.exp(x)
        return positive * x + (1.0 - positive) * self.alpha * (np.exp(x) - 1.0)
