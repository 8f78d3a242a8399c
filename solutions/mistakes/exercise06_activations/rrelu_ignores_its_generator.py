# mistake: `RReLU` draws from a generator of its own, without a seed; it should draw from `rng` where one is given.
# hint: Make two layers with generators of one seed. Do they give the same output?
# loses: rrelu_draws
class RReLU(RReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        super().__init__(lower, upper, np.random.default_rng())
