# mistake: `StochasticPool2d` draws in evaluation too; there it should return the weighted mean.
# hint: What does eval() change, and does forward look at it?
# loses: example_stochastic stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def eval(self):
        self.training = True
        self.rng = self.rng or np.random.default_rng(0)
