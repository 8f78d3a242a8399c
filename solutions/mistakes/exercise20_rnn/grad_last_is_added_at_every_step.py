# mistake: `RNN.backward` adds `grad_last` at every step; it belongs to the last one.
# hint: Of how many states is grad_last the gradient? The others feel it only through those that come after them.
# loses: upstream chunks
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        if grad_last is not None:
            own = np.zeros_like(self._states[:, 1:]) if grad_states is None else grad_states
            grad_states = own + grad_last[:, None]
        return super().backward(grad_states)
