# mistake: `RReLU.backward` uses the mean slope in training; it should use those that were drawn.
# hint: Divide your gradient by the upstream one, and your output by the input: are both the same?
# loses: example_rrelu rrelu_training
class RReLU(RReLU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = by_sign(x, (self.lower + self.upper) / 2)
        return output
