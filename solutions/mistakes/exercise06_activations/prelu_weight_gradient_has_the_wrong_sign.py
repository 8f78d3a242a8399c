# mistake: `PReLU.grad_weight` has the wrong sign.
# hint: A negative x times a larger slope: does the output rise or fall?
# loses: example_prelu prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = -self.grad_weight
        return grad_x
