# mistake: `ReLU` returns the size of x; negative entries should become 0.
# hint: What does your layer give for -4?
# loses: example_straight_lines relu
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = np.sign(x)
        return np.abs(x)
