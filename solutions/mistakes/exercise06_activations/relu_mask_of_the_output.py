# mistake: `ReLU.backward` masks by output >= 0, which holds everywhere, so that every gradient passes.
# hint: For which entries is your condition ever false?
# loses: example_straight_lines relu kinks_at_zero
class ReLU(ReLU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = (output >= 0.0).astype(x.dtype)
        return output
