# mistake: `MaxPool2d.backward` returns an empty array where the padding is 0: the slice that removes it ends at -0.
# hint: What does a[0:-0] give?
# loses: example_max max_backward
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        windows = self._chosen * grad_output[:, :, None]
        padded = join(windows, self._shape, self.kernel_size, self.stride)
        rows, columns = self.padding
        return padded[:, :, rows:-rows, columns:-columns]
