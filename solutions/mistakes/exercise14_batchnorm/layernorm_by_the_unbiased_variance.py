# mistake: `LayerNorm` divides the squared distances by D - 1; it should take the biased variance, divided by D.
# hint: Work the first row of the example out by hand. Which number stands under the root?
# loses: example_layernorm layernorm_forward
# convention: the Annotated Transformer, whose layer norm uses the unbiased standard deviation
class LayerNorm(LayerNorm):
    def forward(self, x):
        self._axes = tuple(range(-self.weight.ndim, 0))
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        count = self.weight.size
        var = var * (count / max(count - 1, 1))
        self._inverse_std = 1.0 / np.sqrt(var + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias
