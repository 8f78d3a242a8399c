# mistake: `RReLU` draws the reciprocal of the slope uniformly; the slope itself should be uniform.
# hint: Sort a thousand of your slopes. Do as many lie below the middle of the bounds as above?
# loses: rrelu_draws
# convention: the paper of 2015, whose slope is 1/a with a from U(3, 8)
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = 1.0 / self.rng.uniform(1.0 / self.upper, 1.0 / self.lower, x.shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
