# mistake: `LayerNorm` normalizes over all axes but the first; (N, T, D) with a weight (D,) has a mean for each of the
#     N·T positions.
# hint: Print the shape of your mean for an input (N, T, D). How many samples are there?
# loses: layernorm_forward layernorm_backward
class LayerNorm(LayerNorm):
    def forward(self, x):
        self._axes = tuple(range(1, x.ndim))
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        self._inverse_std = 1.0 / np.sqrt(var + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias
