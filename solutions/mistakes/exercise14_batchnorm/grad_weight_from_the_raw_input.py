# mistake: `BatchNorm.grad_weight` sums the upstream gradient times x; the weight was multiplied by x̂, the normalized
#     input.
# hint: Which array stood beside `weight` in forward? That one comes back in its gradient.
# loses: example_batchnorm_backward batchnorm_parameter_gradients batchnorm_images
class BatchNorm(BatchNorm):
    def forward(self, x):
        self._x = x
        return super().forward(x)

    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = np.sum(grad_output * self._x, axis=self._axes)
        return grad_x
