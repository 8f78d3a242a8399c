# mistake: `BatchNorm.backward` takes away the sums of ĝ and ĝ x̂ over the channel; it should be their means.
# hint: Take a channel whose upstream gradient is the same for every value. What should be left of it, and what does
#     your formula leave?
# loses: example_batchnorm_backward batchnorm_grad_x batchnorm_images
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        if self._by_batch:
            along = np.sum(grad * normalized, axis=axes, keepdims=True)
            grad = grad - np.sum(grad, axis=axes, keepdims=True) - normalized * along
        return grad * self._inverse_std
