# mistake: `LayerNorm` sums the gradients of weight and bias over the first axis only; every axis before those of
#     weight counts samples.
# hint: Print the shapes of `weight` and `grad_weight` for an input (N, T, D). Which axis is left over?
# loses: layernorm_backward
class LayerNorm(LayerNorm):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_bias = np.sum(grad_output, axis=0)
        self.grad_weight = np.sum(grad_output * self._normalized, axis=0)
        return grad_x
