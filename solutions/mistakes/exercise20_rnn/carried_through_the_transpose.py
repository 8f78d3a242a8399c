# mistake: `RNN.backward` hands gradients back through the transpose of `weight_hh`.
# hint: Unit j of a state reached unit i of the next one by weight_hh[i, j]. Over which of the two is the sum?
# loses: one_step two_steps grad_x gradients
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        before, after = self._states[:, :-1], self._states[:, 1:]
        slope = 1.0 - after**2
        grad_z = np.empty_like(slope)
        from_after = 0.0 if grad_last is None else grad_last
        for t in reversed(range(after.shape[1])):
            own = 0.0 if grad_states is None else grad_states[:, t]
            grad_z[:, t] = (own + from_after) * slope[:, t]
            from_after = grad_z[:, t] @ self.weight_hh.T
        self.grad_weight_ih = np.tensordot(grad_z, self._x, axes=((0, 1), (0, 1)))
        self.grad_weight_hh = np.tensordot(grad_z, before, axes=((0, 1), (0, 1)))
        self.grad_bias = np.sum(grad_z, axis=(0, 1))
        return grad_z @ self.weight_ih, grad_z[:, 0] @ self.weight_hh.T
