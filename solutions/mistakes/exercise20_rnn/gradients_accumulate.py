# mistake: `RNN.backward` adds to the gradients that an earlier call stored; it should overwrite them.
# hint: Adding up over time is right, adding up over calls is not. Where do your sums begin at zero?
# loses: calls_are_independent
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        stored = [getattr(self, name, 0.0) for name in ("grad_weight_ih", "grad_weight_hh", "grad_bias")]
        result = super().backward(grad_states, grad_last)
        self.grad_weight_ih = stored[0] + self.grad_weight_ih
        self.grad_weight_hh = stored[1] + self.grad_weight_hh
        self.grad_bias = stored[2] + self.grad_bias
        return result
