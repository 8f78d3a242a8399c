# mistake: `StochasticPool2d.backward` goes by the mode of the moment; it should belong to the last forward, whatever
#     was switched since.
# hint: Go forward in evaluation, call train(), and go backward. Which derivative is asked for?
# loses: stochastic_evaluation
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        windows = cut(x, self.kernel_size, self.stride)
        self._drawn = self._slopes if self.training else np.zeros_like(windows)
        return output

    def backward(self, grad_output):
        self._slopes = self._drawn if self.training else self._slopes
        return super().backward(grad_output)
