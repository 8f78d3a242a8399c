# mistake: `BatchNorm.grad_weight` and `grad_bias` are divided by the number of values per channel; both should be
#     sums.
# hint: If the loss is a mean, in which array does its 1/N already stand when backward is called?
# loses: example_batchnorm_backward batchnorm_parameter_gradients batchnorm_images
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_bias = np.mean(grad_output, axis=self._axes)
        self.grad_weight = np.mean(grad_output * self._normalized, axis=self._axes)
        return grad_x
