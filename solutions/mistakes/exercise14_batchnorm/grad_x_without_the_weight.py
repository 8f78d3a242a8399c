# mistake: The gradient of x that `BatchNorm.backward` returns lacks the factor `weight`, in training and in eval.
# hint: Make a weight ten times as large: the output follows x ten times as fast. Where does your gradient hear of it?
# loses: example_batchnorm_backward batchnorm_grad_x batchnorm_images eval_backward
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        grad = grad_output
        if self._by_batch:
            along = np.mean(grad * normalized, axis=axes, keepdims=True)
            grad = grad - np.mean(grad, axis=axes, keepdims=True) - normalized * along
        return grad * self._inverse_std
