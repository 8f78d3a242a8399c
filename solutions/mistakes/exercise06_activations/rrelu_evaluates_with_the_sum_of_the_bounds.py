# mistake: `RReLU` uses the sum of the bounds in evaluation; it should be their mean.
# hint: Between which two numbers should the slope in evaluation lie?
# loses: example_rrelu rrelu_evaluation
class RReLU(RReLU):
    def forward(self, x):
        output = super().forward(x)
        if not self.training:
            self._derivative = by_sign(x, self.lower + self.upper)
            return x * self._derivative
        return output
