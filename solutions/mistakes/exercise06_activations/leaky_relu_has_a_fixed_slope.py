# mistake: `LeakyReLU` uses a slope of 0.01, whatever `negative_slope` is.
# hint: Where in your forward is the attribute read?
# loses: example_straight_lines leaky_relu kinks_at_zero
class LeakyReLU(LeakyReLU):
    def forward(self, x):
        self._derivative = by_sign(x, 0.01)
        return x * self._derivative
