# mistake: `PReLU.grad_weight` sums g x over all entries; the positive ones do not depend on the slope.
# hint: How does the output at x = 6 change with the slope?
# loses: example_prelu prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        shared = tuple(dim for dim in range(self._x.ndim) if dim != 1 or self.weight.size == 1)
        self.grad_weight = np.sum(grad_output * self._x, axis=shared).reshape(self.weight.shape)
        return grad_x
