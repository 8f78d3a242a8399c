# mistake: `RNN.forward` starts from zeros even where h0 is given.
# hint: Go forward twice from different states h0. Do the results differ?
# loses: example_rnn forward one_step chunks
class RNN(RNN):
    def forward(self, x, h0=None):
        h = np.zeros((x.shape[0], len(self.bias)), dtype=x.dtype)
        states = [h]
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            states.append(h)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, 1:], h
