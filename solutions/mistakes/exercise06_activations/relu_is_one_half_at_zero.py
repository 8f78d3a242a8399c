# mistake: `ReLU`'s derivative is 1/2 at exactly 0; the statement has 0 there.
# hint: What does your derivative make of x = 0, and what does the statement?
# loses: kinks_at_zero
# convention: textbooks that take the middle of the two sides, as Heaviside's function often does
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = (0.5 * (1.0 + np.sign(x))).astype(x.dtype)
        return np.maximum(x, 0.0)
