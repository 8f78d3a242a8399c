# mistake: `RReLU` uses `lower` in evaluation; it should be the mean of both bounds.
# hint: On average over many draws, how large is a slope?
# loses: example_rrelu rrelu_evaluation
class RReLU(RReLU):
    def forward(self, x):
        output = super().forward(x)
        if not self.training:
            self._derivative = by_sign(x, self.lower)
            return x * self._derivative
        return output
