# mistake: `RNN.backward` returns None for the gradient of h0 where h0 was None; the gradient is asked for all the
#     same.
# hint: Zeros are a state like any other. Is there a way for the loss to grow if they were a little more than zero?
# loses: upstream
class RNN(RNN):
    def forward(self, x, h0=None):
        self._has_h0 = h0 is not None
        return super().forward(x, h0)

    def backward(self, grad_states, grad_last=None):
        grad_x, grad_h0 = super().backward(grad_states, grad_last)
        return grad_x, grad_h0 if self._has_h0 else None
