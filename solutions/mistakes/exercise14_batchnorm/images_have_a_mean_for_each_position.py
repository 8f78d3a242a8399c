# mistake: For (N, C, L) and (N, C, H, W) the statistics are taken over the batch alone, one for each position; a
#     channel has one mean for all of its positions.
# hint: Print the shape of your mean for an input of shape (N, C, H, W). How many entries should it have?
# loses: batchnorm_images
# convention: Ioffe and Szegedy's batch norm of dense layers, which has a mean for each activation
class BatchNorm(BatchNorm):
    def forward(self, x):
        if not self.training or x.ndim == 2 or x.shape[0] == 1:
            return super().forward(x)
        flat = x.reshape(x.shape[0], -1)
        mean, var = flat.mean(axis=0), flat.var(axis=0)
        inverse_std = 1.0 / np.sqrt(var + self.eps)
        output = super().forward(x)
        self._normalized = ((flat - mean) * inverse_std).reshape(x.shape)
        self._inverse_std = inverse_std.reshape(1, *x.shape[1:])
        return beside_channels(self.weight, x) * self._normalized + beside_channels(self.bias, x)

    def backward(self, grad_output):
        if not self._by_batch or grad_output.ndim == 2 or grad_output.shape[0] == 1:
            return super().backward(grad_output)
        self.grad_bias = np.sum(grad_output, axis=self._axes)
        self.grad_weight = np.sum(grad_output * self._normalized, axis=self._axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        along = np.mean(grad * self._normalized, axis=0)
        return (grad - np.mean(grad, axis=0) - self._normalized * along) * self._inverse_std
