# mistake: `BatchNorm.backward` takes mean and variance for constants in training; both depend on x, and each adds a
#     term.
# hint: Add the same number to all values of a channel: the output stays. So what must the gradient of that channel
#     add up to?
# loses: example_batchnorm_backward batchnorm_grad_x batchnorm_images
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        pass
        return grad * self._inverse_std
