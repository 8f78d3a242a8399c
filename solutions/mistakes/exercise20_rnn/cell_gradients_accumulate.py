# mistake: `RNNCell.backward` adds to the gradients that an earlier call stored; it should overwrite them.
# hint: Call forward and backward twice with the same arguments: are the stored gradients the same both times?
# loses: calls_are_independent
class RNNCell(RNNCell):
    def backward(self, grad_h):
        stored = [getattr(self, name, 0.0) for name in ("grad_weight_ih", "grad_weight_hh", "grad_bias")]
        result = super().backward(grad_h)
        self.grad_weight_ih = stored[0] + self.grad_weight_ih
        self.grad_weight_hh = stored[1] + self.grad_weight_hh
        self.grad_bias = stored[2] + self.grad_bias
        return result
