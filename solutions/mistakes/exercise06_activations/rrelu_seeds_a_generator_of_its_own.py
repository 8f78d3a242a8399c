# mistake: `RReLU` draws from a generator that it seeds itself, and not from the one it is given.
# hint: Make two layers with one generator. Do they draw the same?
# loses: rrelu_draws
class RReLU(RReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        super().__init__(lower, upper, np.random.default_rng(0))
