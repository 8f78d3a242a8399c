# mistake: In evaluation `StochasticPool2d` returns the mean of the window; entries should be weighted with their own
#     probabilities.
# hint: Which of 1, 2, 3 and 4 comes up most often, and does your mean know of it?
# loses: example_stochastic stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        self._shape = x.shape
        windows = cut(x, self.kernel_size, self.stride)
        self._slopes = np.full_like(windows, 1.0 / windows.shape[2])
        return np.mean(windows, axis=2)
