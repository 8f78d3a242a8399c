# mistake: `Conv2d.backward` uses the stride for the rows of `grad_x`, and steps by one along the width.
# hint: Search your backward for the stride: does it stand in both directions?
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
        for i, j, rows, cols in visited(places, tuple(kernel), (pair(self.stride)[0], 1), self.dilation):
            padded[:, :, rows, cols] += columns[:, :, i, j]
        return padded[:, :, top : top + h, left : left + w]
