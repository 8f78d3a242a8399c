# mistake: `grad_bias` is the mean over samples and places; it should be their sum.
# hint: The bias of a channel was added at every place. If one more place depends on it, does its gradient grow?
# loses: example_backward grad_bias
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_bias = None if self.bias is None else grad_output.mean(axis=(0, 2, 3))
        return grad_x
