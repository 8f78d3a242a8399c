# mistake: `RNN.forward` appends its states to a list that is never emptied, so that backward finds those of earlier
#     calls.
# hint: How long is your list of states after two calls? Find the line that makes it new.
# loses: calls_are_independent
class RNN(RNN):
    def __init__(self, weight_ih, weight_hh, bias):
        super().__init__(weight_ih, weight_hh, bias)
        self._calls = []

    def forward(self, x, h0=None):
        result = super().forward(x, h0)
        self._calls.append((self._x, self._states))
        self._x, self._states = self._calls[0]
        return result
