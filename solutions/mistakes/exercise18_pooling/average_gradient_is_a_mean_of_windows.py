# mistake: Where windows of `AvgPool2d` overlap, a pixel gets the mean of what they owe it; it should get the sum.
# hint: A pixel in two windows moves two outputs. Are their changes averaged?
# loses: example_average average_backward
class AvgPool2d(AvgPool2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        entries = self.kernel_size[0] * self.kernel_size[1]
        windows = super().backward(np.ones_like(grad_output)) * entries
        return grad_x / np.maximum(windows, 1.0).astype(grad_x.dtype)
