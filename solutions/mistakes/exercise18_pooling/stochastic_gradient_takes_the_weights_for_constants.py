# mistake: In evaluation `StochasticPool2d.backward` hands on the probabilities alone, as if they were constants; they
#     depend on the entries too.
# hint: If one entry grows, what happens to the weights of the others?
# loses: example_stochastic stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        if not self.training:
            windows = cut(x, self.kernel_size, self.stride)
            total = np.sum(windows, axis=2, keepdims=True)
            self._slopes = windows / np.where(total > 0.0, total, 1.0)
        return output
