# mistake: `StochasticPool2d` divides by the sum of a window of zeros, and returns NaN in evaluation; it should return
#     0.
# hint: What is the sum of a window that a rectifier has emptied?
# loses: stochastic_zeros
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        self._shape = x.shape
        windows = cut(x, self.kernel_size, self.stride)
        with np.errstate(invalid="ignore"):
            probability = windows / np.sum(windows, axis=2, keepdims=True)
            output = np.sum(probability * windows, axis=2, keepdims=True)
            self._slopes = 2.0 * probability - output / np.sum(windows, axis=2, keepdims=True)
        return output[:, :, 0]
