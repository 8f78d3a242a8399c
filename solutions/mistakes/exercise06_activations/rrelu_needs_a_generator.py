# mistake: `RReLU` cannot draw where no `rng` is given; without one it should find a generator itself.
# hint: Make a layer without arguments and call forward. Where would its random numbers come from?
# loses: rrelu_draws
class RReLU(RReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        super().__init__(lower, upper, rng)
        self.rng = rng
