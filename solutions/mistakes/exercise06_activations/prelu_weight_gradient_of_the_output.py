# mistake: `PReLU.grad_weight` sums g times the output; the output has the slope in it already.
# hint: y = w x left of 0. What is its derivative with respect to w?
# loses: example_prelu prelu prelu_channels
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        shared = tuple(dim for dim in range(self._x.ndim) if dim != 1 or self.weight.size == 1)
        by_entry = grad_output * self._derivative * np.minimum(self._x, 0.0)
        self.grad_weight = np.sum(by_entry, axis=shared).reshape(self.weight.shape)
        return grad_x
