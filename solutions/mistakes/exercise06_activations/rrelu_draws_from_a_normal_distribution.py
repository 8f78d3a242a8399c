# mistake: `RReLU` draws normal slopes around the middle of its bounds; they should be uniform between the bounds.
# hint: How often may a slope lie outside of lower and upper?
# loses: rrelu_training rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.normal(slope, (self.upper - self.lower) / 2, x.shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
