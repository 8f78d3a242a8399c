# mistake: Where windows of `AvgPool2d` overlap, the last one overwrites the gradient of the others; they should add
#     up.
# hint: How many windows does a pixel in the middle belong to, and what does each of them owe it?
# loses: example_average average_backward
class AvgPool2d(AvgPool2d):
    def backward(self, grad_output):
        entries = self.kernel_size[0] * self.kernel_size[1]
        x = np.zeros(self._shape, dtype=grad_output.dtype)
        for a in range(grad_output.shape[2]):
            for b in range(grad_output.shape[3]):
                top, left = a * self.stride[0], b * self.stride[1]
                place = x[:, :, top : top + self.kernel_size[0], left : left + self.kernel_size[1]]
                place[...] = grad_output[:, :, a : a + 1, b : b + 1] / entries
        return crop(x, self.padding)
