# mistake: In evaluation `StochasticPool2d` returns the largest entry; it should return the mean weighted by the
#     values.
# hint: What is the expectation of what is drawn in training?
# loses: example_stochastic stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        self._shape = x.shape
        windows = cut(x, self.kernel_size, self.stride)
        self._slopes = (first_largest(windows) & (windows > 0.0)).astype(x.dtype)
        return np.max(windows, axis=2)
