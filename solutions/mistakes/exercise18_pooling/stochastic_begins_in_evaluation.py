# mistake: `StochasticPool2d` begins in evaluation mode; it should begin in training mode.
# hint: What does a fresh layer do, before anybody calls train()?
# loses: example_stochastic stochastic_training stochastic_backward
class StochasticPool2d(StochasticPool2d):
    def __init__(self, kernel_size, stride=None, rng=None):
        super().__init__(kernel_size, stride, rng)
        self.training = False
