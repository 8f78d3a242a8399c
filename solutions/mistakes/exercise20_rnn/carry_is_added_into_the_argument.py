# mistake: `RNN.backward` adds what it carries into the caller's `grad_states`.
# hint: Print grad_states before the call and after it. A slice of an array is no copy: which of your lines writes
#     into it?
# loses: arguments
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        before, after = self._states[:, :-1], self._states[:, 1:]
        slope = 1.0 - after**2
        grad_z = np.empty_like(slope)
        from_after = 0.0 if grad_last is None else grad_last
        for t in reversed(range(after.shape[1])):
            own = np.zeros_like(slope[:, t]) if grad_states is None else grad_states[:, t]
            own += from_after
            grad_z[:, t] = own * slope[:, t]
            from_after = grad_z[:, t] @ self.weight_hh
        self.grad_weight_ih = np.tensordot(grad_z, self._x, axes=((0, 1), (0, 1)))
        self.grad_weight_hh = np.tensordot(grad_z, before, axes=((0, 1), (0, 1)))
        self.grad_bias = np.sum(grad_z, axis=(0, 1))
        return grad_z @ self.weight_ih, grad_z[:, 0] @ self.weight_hh
