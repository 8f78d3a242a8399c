# mistake: `RReLU` draws one slope for each index of dim 1; each entry should have a draw of its own.
# hint: Of which shape are your draws, and of which shape is x?
# loses: rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            shape = [size if dim == 1 or x.ndim == 1 else 1 for dim, size in enumerate(x.shape)]
            slope = self.rng.uniform(self.lower, self.upper, shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative
