# mistake: `AvgPool2d.backward` divides its argument in place; the caller still needs it.
# hint: Which array does /= write into?
# loses: arguments
class AvgPool2d(AvgPool2d):
    def backward(self, grad_output):
        entries = self.kernel_size[0] * self.kernel_size[1]
        grad_output /= entries
        return super().backward(grad_output * entries)
