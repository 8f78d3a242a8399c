# mistake: Each window of `MaxPool2d` writes its whole gradient, zeros included, over what overlapping windows have
#     left there; gradients should add up.
# hint: Look at the line that writes a window's gradient into the image: what was in those pixels before, and what is
#     there after?
# loses: example_max max_backward
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        windows = self._chosen * grad_output[:, :, None]
        x = np.zeros(self._shape, dtype=windows.dtype)
        for a in range(windows.shape[3]):
            for b in range(windows.shape[4]):
                top, left = a * self.stride[0], b * self.stride[1]
                place = x[:, :, top : top + self.kernel_size[0], left : left + self.kernel_size[1]]
                place[...] = windows[:, :, :, a, b].reshape(place.shape)
        return crop(x, self.padding)
