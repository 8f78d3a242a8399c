# mistake: `BatchNorm.backward` goes back through the variance and takes the mean for a constant; it depends on x too.
# hint: Add the same number to all values of a channel: the output stays. So what must the gradient of that channel
#     add up to?
# loses: example_batchnorm_backward batchnorm_grad_x batchnorm_images
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        if self._by_batch:
            grad = grad - normalized * np.mean(grad * normalized, axis=axes, keepdims=True)
        return grad * self._inverse_std
