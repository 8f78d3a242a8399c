# mistake: In evaluation `StochasticPool2d.backward` differentiates the sum of squares alone; the sum below it depends
#     on the entries too.
# hint: The output is a quotient. Which rule has two terms?
# loses: example_stochastic stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        if not self.training:
            windows = cut(x, self.kernel_size, self.stride)
            total = np.sum(windows, axis=2, keepdims=True)
            self._slopes = 2.0 * windows / np.where(total > 0.0, total, 1.0)
        return output
