# mistake: `LeakyReLU.backward` is that of ReLU: nothing passes where x is negative.
# hint: The output leaks. Should its gradient?
# loses: example_straight_lines leaky_relu kinks_at_zero
class LeakyReLU(LeakyReLU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = by_sign(x, 0.0)
        return output
