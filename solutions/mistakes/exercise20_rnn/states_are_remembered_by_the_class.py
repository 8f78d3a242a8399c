# mistake: The states that `RNN.forward` remembers belong to the class, so that two networks overwrite each other's.
# hint: Make two networks, go forward with both, then back with the first: whose states does it see?
# loses: calls_are_independent
class RNN(RNN):
    def forward(self, x, h0=None):
        result = super().forward(x, h0)
        RNN._shared = (self._x, self._states)
        return result

    def backward(self, grad_states, grad_last=None):
        self._x, self._states = RNN._shared
        return super().backward(grad_states, grad_last)
