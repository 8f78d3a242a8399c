# mistake: A new `RReLU` is in evaluation; it should be in training.
# hint: What does a layer do before anybody has called train() or eval()?
# loses: rrelu_draws
class RReLU(RReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        super().__init__(lower, upper, rng)
        self.training = False
