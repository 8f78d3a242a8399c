# mistake: `RNN.forward` multiplies the state by `weight_hh` as it is, as if each column belonged to a unit.
# hint: weight_hh is square, so either product exists. Which unit of the next state does its first row belong to?
# loses: forward
class RNN(RNN):
    def forward(self, x, h0=None):
        h = np.zeros((x.shape[0], len(self.bias)), dtype=x.dtype) if h0 is None else h0
        states = [h]
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh + self.bias)
            states.append(h)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, 1:], h
