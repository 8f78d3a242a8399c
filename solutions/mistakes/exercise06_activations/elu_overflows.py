# mistake: `ELU` takes the exponential of every entry, also of large positive ones, where it overflows and is not
#     needed.
# hint: np.where computes both of its branches and chooses afterwards. What is exp(1000)?
# loses: large_inputs
class ELU(ELU):
    def forward(self, x):
        self._derivative = by_sign(x, self.alpha * np.exp(x))
        return np.where(x > 0.0, x, self.alpha * (np.exp(x) - 1.0)).astype(x.dtype)
