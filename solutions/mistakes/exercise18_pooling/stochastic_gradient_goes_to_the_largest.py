# mistake: In training `StochasticPool2d.backward` gives the gradient to the largest entry; it should go to the one
#     that was drawn.
# hint: Which entry answered on the way forward?
# loses: stochastic_backward
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        if self.training:
            windows = cut(x, self.kernel_size, self.stride)
            self._slopes = (first_largest(windows) & (windows > 0.0)).astype(x.dtype)
        return output
