# mistake: `PReLU.grad_weight` is divided by the number of samples; it should be a sum over them.
# hint: Whose affair is it to divide by N, the layer's or the loss's?
# loses: example_prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = self.grad_weight / max(1, len(self._x))
        return grad_x
