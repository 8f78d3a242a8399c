# mistake: `RReLU` draws one slope for each sample; each entry should have a draw of its own.
# hint: Of which shape are your draws, and of which shape is x?
# loses: rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.uniform(self.lower, self.upper, (len(x), *[1] * (x.ndim - 1)))
        self._derivative = by_sign(x, slope)
        return x * self._derivative
