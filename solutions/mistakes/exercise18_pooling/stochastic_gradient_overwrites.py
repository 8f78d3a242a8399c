# mistake: Where windows of `StochasticPool2d` overlap, the last one overwrites the gradient of the others; they
#     should add up.
# hint: Two windows draw the same pixel. What does its gradient keep of the first one?
# loses: stochastic_backward
class StochasticPool2d(StochasticPool2d):
    def backward(self, grad_output):
        x = np.zeros(self._shape, dtype=grad_output.dtype)
        windows = self._slopes * grad_output[:, :, None]
        for a in range(grad_output.shape[2]):
            for b in range(grad_output.shape[3]):
                top, left = a * self.stride[0], b * self.stride[1]
                place = x[:, :, top : top + self.kernel_size[0], left : left + self.kernel_size[1]]
                new = windows[:, :, :, a, b].reshape(place.shape)
                place[...] = np.where(new != 0.0, new, place)
        return x
