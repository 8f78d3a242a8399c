# mistake: `LayerNorm` normalizes over the last axis whatever the shape of `weight`; with a weight (S, D) it should be
#     over two.
# hint: How many means does one sample have when weight is (S, D)? Where does the constructor tell you how many axes
#     belong together?
# loses: layernorm_two_axes
class LayerNorm(LayerNorm):
    def forward(self, x):
        self._axes = (-1,)
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        self._inverse_std = 1.0 / np.sqrt(var + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias
