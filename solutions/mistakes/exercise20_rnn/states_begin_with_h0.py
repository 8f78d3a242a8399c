# mistake: The states that `RNN.forward` returns begin with h0 and lack the last one; they should be those after each
#     step.
# hint: How many of your T states have seen the last input? Compare your last one with the last state that you return.
# loses: example_rnn forward chunks
class RNN(RNN):
    def forward(self, x, h0=None):
        h = np.zeros((x.shape[0], len(self.bias)), dtype=x.dtype) if h0 is None else h0
        states = [h]
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            states.append(h)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, :-1], h
