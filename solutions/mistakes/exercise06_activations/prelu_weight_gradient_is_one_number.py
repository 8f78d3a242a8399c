# mistake: `PReLU.grad_weight` is summed over the channels as well; each channel has a slope of its own.
# hint: How many slopes are there, and how many gradients?
# loses: example_prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = np.sum(grad_output * np.minimum(self._x, 0.0), keepdims=True).reshape(1)
        return grad_x
