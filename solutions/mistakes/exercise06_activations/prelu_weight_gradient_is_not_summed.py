# mistake: `PReLU.grad_weight` has an entry for each entry of x; it should be a sum, in the shape of `weight`.
# hint: Which shape has the weight, and which your gradient of it?
# loses: example_prelu prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = grad_output * np.minimum(self._x, 0.0)
        return grad_x
