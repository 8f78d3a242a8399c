# mistake: `RReLU` draws its slopes at the first forward and keeps them; each forward should draw anew.
# hint: Call forward twice on one input. Are the outputs the same?
# loses: rrelu_draws
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            bounds = (x.shape, self.lower, self.upper)
            if getattr(self, "_bounds", None) != bounds:
                self._bounds, self._slopes = bounds, self.rng.uniform(self.lower, self.upper, x.shape)
            slope = self._slopes
        self._derivative = by_sign(x, slope)
        return x * self._derivative
