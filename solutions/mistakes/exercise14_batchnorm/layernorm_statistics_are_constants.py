# mistake: `LayerNorm.backward` takes mean and variance for constants; both come from the sample itself, and each adds
#     a term.
# hint: Add the same number to all entries of a sample: the output stays. So what must its gradient add up to?
# loses: example_layernorm layernorm_backward layernorm_two_axes
class LayerNorm(LayerNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        samples = (-1, *self.weight.shape)
        self.grad_bias = np.sum(grad_output.reshape(samples), axis=0)
        self.grad_weight = np.sum((grad_output * normalized).reshape(samples), axis=0)
        return grad_output * self.weight * self._inverse_std
