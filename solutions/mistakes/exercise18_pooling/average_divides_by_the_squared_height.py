# mistake: `AvgPool2d` divides by the square of the window's height; it should be divided by height times width.
# hint: How many entries has a window of (2, 3)?
# loses: average_forward average_backward
class AvgPool2d(AvgPool2d):
    def forward(self, x):
        return super().forward(x) * (self.kernel_size[1] / self.kernel_size[0])

    def backward(self, grad_output):
        return super().backward(grad_output) * (self.kernel_size[1] / self.kernel_size[0])
