# mistake: `RReLU` uses 2 / (1/lower + 1/upper) in evaluation; it should be the plain mean of the bounds.
# hint: Which of the two is the average of slopes that are drawn evenly?
# loses: rrelu_evaluation
# convention: the paper of 2015, which divides by the mean of what is drawn
class RReLU(RReLU):
    def forward(self, x):
        output = super().forward(x)
        if not self.training:
            self._derivative = by_sign(x, 2.0 / (1.0 / self.lower + 1.0 / self.upper))
            return x * self._derivative
        return output
