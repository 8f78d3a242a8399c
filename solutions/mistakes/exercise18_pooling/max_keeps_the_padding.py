# mistake: `MaxPool2d.backward` returns the gradient with the padding around it; its shape should be that of the
#     input.
# hint: Compare the shapes of x and of its gradient, with padding 1.
# loses: max_padding
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        windows = self._chosen * grad_output[:, :, None]
        return join(windows, self._shape, self.kernel_size, self.stride)
