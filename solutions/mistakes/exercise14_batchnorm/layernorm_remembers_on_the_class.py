# mistake: `LayerNorm.forward` remembers what backward needs on the class, so that two layers overwrite each other's.
# hint: Send two layers forward and then the first one backward. Which input does it find, and to whom did that
#     belong?
# loses: layernorm_again
class LayerNorm(LayerNorm):
    def forward(self, x):
        output = super().forward(x)
        LayerNorm._shared = self._normalized, self._inverse_std
        return output

    def backward(self, grad_output):
        self._normalized, self._inverse_std = LayerNorm._shared
        return super().backward(grad_output)
