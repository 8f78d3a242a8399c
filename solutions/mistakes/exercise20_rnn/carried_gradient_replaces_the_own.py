# mistake: Before the last step `RNN.backward` uses only what comes back from the step after, and not the loss of the
#     step's own state.
# hint: A state is felt in two places. In the table of the worked example, where does the 8 of step 2 go in yours?
# loses: example_rnn grad_x gradients chunks
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        before, after = self._states[:, :-1], self._states[:, 1:]
        slope = 1.0 - after**2
        grad_z = np.empty_like(slope)
        from_after = 0.0 if grad_last is None else grad_last
        for t in reversed(range(after.shape[1])):
            own = grad_states[:, t] if grad_states is not None and t == after.shape[1] - 1 else 0.0
            grad_z[:, t] = (own + from_after) * slope[:, t]
            from_after = grad_z[:, t] @ self.weight_hh
        self.grad_weight_ih = np.tensordot(grad_z, self._x, axes=((0, 1), (0, 1)))
        self.grad_weight_hh = np.tensordot(grad_z, before, axes=((0, 1), (0, 1)))
        self.grad_bias = np.sum(grad_z, axis=(0, 1))
        return grad_z @ self.weight_ih, grad_z[:, 0] @ self.weight_hh
