# mistake: `LayerNorm` takes mean and variance over the first axis, as batch norm does; it should be over the last
#     ones, for each sample.
# hint: Send a single sample through, and then the same sample in a batch. Should its output depend on the others?
# loses: example_layernorm layernorm_forward layernorm_backward
class LayerNorm(LayerNorm):
    def forward(self, x):
        self._axes = (0,)
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        self._inverse_std = 1.0 / np.sqrt(var + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias
