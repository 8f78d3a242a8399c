# mistake: A layer without a bias stores a gradient for it; `grad_bias` should be None.
# hint: What would an optimizer do with the gradient of something that is not there?
# loses: grad_bias
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_bias = grad_output.sum(axis=(0, 2, 3))
        return grad_x
