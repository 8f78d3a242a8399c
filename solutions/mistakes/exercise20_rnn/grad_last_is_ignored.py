# mistake: `RNN.backward` never uses `grad_last`.
# hint: Let the loss see the last state alone, by grad_last. What do you return, and what should be felt at every
#     step?
# loses: upstream chunks
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        if grad_states is None:
            grad_states = np.zeros_like(self._states[:, 1:])
        return super().backward(grad_states)
