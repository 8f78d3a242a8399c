# mistake: `LayerNorm` adds eps to the standard deviation; it belongs to the variance, inside the root.
# hint: The first row of the example has the variance 8, and eps is 1. By what does your formula divide there?
# loses: example_layernorm layernorm_forward layernorm_backward
# convention: the Annotated Transformer, whose layer norm divides by the standard deviation plus eps
class LayerNorm(LayerNorm):
    def forward(self, x):
        self._axes = tuple(range(-self.weight.ndim, 0))
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        self._inverse_std = 1.0 / (np.sqrt(var) + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias
