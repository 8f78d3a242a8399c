# mistake: `Conv2d.backward` puts the windows of `grad_x` one pixel apart, whatever the stride.
# hint: With stride 2, where does the second window of a row begin in forward, and where in backward?
# loses: stride_padding_dilation
class Conv2d(Conv2d):
    def backward(self, grad_output):
        super().backward(grad_output)
        (n, k, *places), (_, _, *kernel) = grad_output.shape, self.weight.shape
        grad = grad_output.reshape(n, self.groups, k // self.groups, self._columns.shape[3])
        columns = self._matrix().swapaxes(1, 2) @ grad
        columns = columns.reshape(n, self.groups * self.weight.shape[1], *kernel, *places)
        (h, w), (top, left) = self._input_size, pair(self.padding)
        padded = np.zeros((n, columns.shape[1], h + 2 * top, w + 2 * left), dtype=grad_output.dtype)
        for i, j, rows, cols in visited(places, tuple(kernel), 1, self.dilation):
            padded[:, :, rows, cols] += columns[:, :, i, j]
        return padded[:, :, top : top + h, left : left + w]
