# mistake: In training `StochasticPool2d.backward` deals the gradient out in proportion to the values; all of it
#     should go to the entry that was drawn.
# hint: Once the entry is drawn, how does the output change if another one moves?
# loses: stochastic_backward
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        if self.training:
            windows = cut(x, self.kernel_size, self.stride)
            total = np.sum(windows, axis=2, keepdims=True)
            self._slopes = windows / np.where(total > 0.0, total, 1.0)
        return output
