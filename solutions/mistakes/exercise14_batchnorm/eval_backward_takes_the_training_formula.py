# mistake: After a forward in eval, `BatchNorm.backward` still subtracts the terms of mean and variance; there both
#     are constants.
# hint: In eval, does the running mean change when x changes? Then what is left of the three terms?
# loses: example_running_statistics eval_backward
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        along = np.mean(grad * normalized, axis=axes, keepdims=True)
        grad = grad - np.mean(grad, axis=axes, keepdims=True) - normalized * along
        return grad * self._inverse_std
