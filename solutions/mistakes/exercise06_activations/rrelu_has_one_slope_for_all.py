# mistake: `RReLU` draws one slope for all entries; each should have a draw of its own.
# hint: How many numbers do you draw for an array of twenty entries?
# loses: rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.uniform(self.lower, self.upper)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
