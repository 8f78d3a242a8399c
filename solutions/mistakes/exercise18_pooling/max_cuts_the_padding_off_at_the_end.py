# mistake: `MaxPool2d.backward` removes the padding's rows and columns at the end only, so the gradient is moved; p of
#     them should go at each end.
# hint: At which row of the padded image does the image itself begin?
# loses: max_padding
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        windows = self._chosen * grad_output[:, :, None]
        padded = join(windows, self._shape, self.kernel_size, self.stride)
        rows, columns = self.padding
        return padded[:, :, : padded.shape[2] - 2 * rows, : padded.shape[3] - 2 * columns]
