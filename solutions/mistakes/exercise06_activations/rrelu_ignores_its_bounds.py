# mistake: `RReLU` draws between 1/8 and 1/3, whatever `lower` and `upper` are.
# hint: Where in your forward are the attributes read?
# loses: rrelu_training rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.uniform(1 / 8, 1 / 3, x.shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
