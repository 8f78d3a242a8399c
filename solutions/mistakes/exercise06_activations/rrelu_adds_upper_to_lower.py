# mistake: `RReLU`'s slopes lie between `lower` and `lower + upper`; a draw should be scaled by the width of the
#     interval.
# hint: Where does your formula take a draw of 0, and where one of 1?
# loses: example_rrelu rrelu_training rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.lower + self.upper * self.rng.random(x.shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
