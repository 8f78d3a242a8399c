# mistake: `ReLU` cuts off above as well, at 1; only negative entries are cut off.
# hint: What does your layer give for 3?
# loses: example_straight_lines relu
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = ((x > 0.0) & (x < 1.0)).astype(x.dtype)
        return np.clip(x, 0.0, 1.0)
