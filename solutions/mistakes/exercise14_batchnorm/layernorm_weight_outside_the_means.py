# mistake: `LayerNorm.backward` multiplies by `weight` at the end; it differs within a sample, and belongs to the
#     gradient before the means are taken.
# hint: In batch norm a weight is the same for all values that are averaged, and may wait. Is it the same along the
#     axis that you average here?
# loses: example_layernorm layernorm_backward layernorm_two_axes
class LayerNorm(LayerNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        samples = (-1, *self.weight.shape)
        self.grad_bias = np.sum(grad_output.reshape(samples), axis=0)
        self.grad_weight = np.sum((grad_output * normalized).reshape(samples), axis=0)
        grad = grad_output
        along = np.mean(grad * normalized, axis=axes, keepdims=True)
        grad = grad - np.mean(grad, axis=axes, keepdims=True) - normalized * along
        return grad * self.weight * self._inverse_std
