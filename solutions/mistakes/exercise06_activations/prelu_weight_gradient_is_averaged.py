# mistake: `PReLU.grad_weight` is a mean over the entries; it should be their sum.
# hint: In the worked example channel 0 collects -4 and -4. What do you make of them, and by what is it too small?
# loses: example_prelu prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = self.grad_weight / max(1, self._x.size // self.weight.size)
        return grad_x
