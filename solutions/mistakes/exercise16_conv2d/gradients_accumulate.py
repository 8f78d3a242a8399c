# mistake: Each call of `Conv2d.backward` adds to the stored gradients; it should replace them.
# hint: Go forward and backward twice with the same batch. Should `grad_weight` be different after the second time?
# loses: calls_are_independent
# convention: PyTorch's autograd, which adds to `.grad` until somebody sets it back
class Conv2d(Conv2d):
    def backward(self, grad_output):
        weight, bias = self.grad_weight, self.grad_bias
        grad_x = super().backward(grad_output)
        if weight is not None:
            self.grad_weight = self.grad_weight + weight
        if bias is not None:
            self.grad_bias = self.grad_bias + bias
        return grad_x
