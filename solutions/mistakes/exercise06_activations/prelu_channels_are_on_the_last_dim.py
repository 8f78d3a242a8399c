# mistake: `PReLU` takes the last dim for that of the channels; they are on dim 1.
# hint: Broadcasting lines shapes up from the right. Where do the channels of (N, C, H, W) stand, and where does (C,)
#     end up?
# loses: prelu_channels
# convention: Keras, whose images are (N, H, W, C)
class PReLU(PReLU):
    def forward(self, x):
        self._x = x
        self._derivative = by_sign(x, self.weight)
        return x * self._derivative

    def backward(self, grad_output):
        by_entry = grad_output * np.minimum(self._x, 0.0)
        shared = tuple(range(self._x.ndim)) if self.weight.size == 1 else tuple(range(self._x.ndim - 1))
        self.grad_weight = np.sum(by_entry, axis=shared).reshape(self.weight.shape)
        return grad_output * self._derivative
