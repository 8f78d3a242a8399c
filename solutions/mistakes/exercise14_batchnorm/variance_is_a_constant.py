# mistake: `BatchNorm.backward` goes back through the mean and takes the variance for a constant; it depends on x too.
# hint: Double all values of a channel around their mean: for eps = 0 the output stays. Is your gradient at right
#     angles to x̂?
# loses: example_batchnorm_backward batchnorm_grad_x batchnorm_images
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        if self._by_batch:
            grad = grad - np.mean(grad, axis=axes, keepdims=True)
        return grad * self._inverse_std
