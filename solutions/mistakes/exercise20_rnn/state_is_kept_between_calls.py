# mistake: `RNN.forward` without h0 goes on from the last state of the call before; it should start from zeros.
# hint: Call forward twice with the same x and no h0. Why do the states differ, and what do you keep on self?
# loses: calls_are_independent
# convention: Keras's `stateful=True`
class RNN(RNN):
    _last = None

    def forward(self, x, h0=None):
        states, self._last = super().forward(x, self._last if h0 is None else h0)
        return states, self._last
