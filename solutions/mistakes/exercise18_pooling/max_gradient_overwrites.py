# mistake: Where windows of `MaxPool2d` share their largest pixel, the last one overwrites the gradient of the others;
#     they should add up.
# hint: Three windows have the same maximum. What does its gradient keep of the first two?
# loses: example_max max_backward
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        windows = self._chosen * grad_output[:, :, None]
        x = np.zeros(self._shape, dtype=windows.dtype)
        for a in range(windows.shape[3]):
            for b in range(windows.shape[4]):
                top, left = a * self.stride[0], b * self.stride[1]
                place = x[:, :, top : top + self.kernel_size[0], left : left + self.kernel_size[1]]
                place[...] = np.where(self._chosen[:, :, :, a, b].reshape(place.shape),
                                      windows[:, :, :, a, b].reshape(place.shape), place)
        return crop(x, self.padding)
