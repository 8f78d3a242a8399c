# mistake: `AvgPool2d` adds the entries of a window up, forward and backward, and does not divide.
# hint: What is the mean of four equal entries?
# loses: example_average average_forward average_backward
class AvgPool2d(AvgPool2d):
    def forward(self, x):
        return super().forward(x) * (self.kernel_size[0] * self.kernel_size[1])

    def backward(self, grad_output):
        return super().backward(grad_output) * (self.kernel_size[0] * self.kernel_size[1])
