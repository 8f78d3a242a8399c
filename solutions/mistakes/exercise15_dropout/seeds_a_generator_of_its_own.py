# mistake: `Dropout` draws from a generator that it seeds itself, and not from the one it is given.
# hint: Make two layers with one generator. Do they drop the same entries?
# loses: generator
class Dropout(Dropout):
    def __init__(self, p, rng):
        super().__init__(p, np.random.default_rng(0))
