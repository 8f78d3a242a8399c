# mistake: Each call of `BatchNorm.backward` adds to `grad_weight` and `grad_bias`; it should replace them.
# hint: Go forward and backward twice with the same batch. Should `grad_weight` be different after the second time?
# loses: batchnorm_again
# convention: PyTorch's autograd, which adds to `.grad` until somebody sets it back
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        before = getattr(self, "grad_weight", 0.0), getattr(self, "grad_bias", 0.0)
        grad_x = super().backward(grad_output)
        self.grad_weight = self.grad_weight + before[0]
        self.grad_bias = self.grad_bias + before[1]
        return grad_x
