# mistake: `RNN.forward` computes every state from h0; each step should start from the state that the step before it
#     left.
# hint: What does h₂ know of x₁ in your network? Follow the one variable that should change from step to step.
# loses: forward two_steps chunks
class RNN(RNN):
    def forward(self, x, h0=None):
        h = np.zeros((x.shape[0], len(self.bias)), dtype=x.dtype) if h0 is None else h0
        states = [h]
        for t in range(x.shape[1]):
            state = np.tanh(x[:, t] @ self.weight_ih.T + h @ self.weight_hh.T + self.bias)
            states.append(state)
        self._x, self._states = x, np.stack(states, axis=1)
        return self._states[:, 1:], state
