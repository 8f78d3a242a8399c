# mistake: `StochasticPool2d.backward` draws again; the gradient should go to the entry that forward drew.
# hint: Which entry answered on the way forward, and where is that remembered?
# loses: stochastic_backward
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        self._windows = cut(x, self.kernel_size, self.stride) if self.training else None
        return super().forward(x)

    def backward(self, grad_output):
        if self._windows is not None:
            self._slopes = draw(self._windows, self.rng).astype(grad_output.dtype)
        return super().backward(grad_output)
