# mistake: `AvgPool2d.backward` gives each entry of a window the whole gradient; each should get its equal part.
# hint: If one entry of four grows by 1, by how much does the mean grow?
# loses: example_average average_backward
class AvgPool2d(AvgPool2d):
    def backward(self, grad_output):
        return super().backward(grad_output * (self.kernel_size[0] * self.kernel_size[1]))
