# mistake: `ReLU`'s derivative is 1 at exactly 0; the statement has 0 there.
# hint: Only x = 0 differs. On which side is it for your comparison?
# loses: kinks_at_zero
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = (x >= 0.0).astype(x.dtype)
        return np.maximum(x, 0.0)
