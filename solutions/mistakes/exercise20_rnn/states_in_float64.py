# mistake: `RNN.forward` without h0 starts from float64 zeros, and all states of a float32 network become float64.
# hint: Print the dtype of your first state before any input came. What does np.zeros make unless it is told?
# loses: float32
class RNN(RNN):
    def forward(self, x, h0=None):
        h = np.zeros((x.shape[0], len(self.bias))) if h0 is None else h0
        states = [h]
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            states.append(h)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, 1:], h
