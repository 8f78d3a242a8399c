# mistake: `RNN.backward` multiplies only a step's own gradient by the slope of tanh, and adds what is carried
#     afterwards.
# hint: Both parts are gradients of hₜ. What has to happen to a gradient of hₜ before it is one of zₜ?
# loses: example_rnn two_steps grad_x gradients
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        before, after = self._states[:, :-1], self._states[:, 1:]
        slope = 1.0 - after**2
        grad_z = np.empty_like(slope)
        from_after = 0.0 if grad_last is None else grad_last
        for t in reversed(range(after.shape[1])):
            own = 0.0 if grad_states is None else grad_states[:, t]
            grad_z[:, t] = own * slope[:, t] + from_after
            from_after = grad_z[:, t] @ self.weight_hh
        self.grad_weight_ih = np.tensordot(grad_z, self._x, axes=((0, 1), (0, 1)))
        self.grad_weight_hh = np.tensordot(grad_z, before, axes=((0, 1), (0, 1)))
        self.grad_bias = np.sum(grad_z, axis=(0, 1))
        return grad_z @ self.weight_ih, grad_z[:, 0] @ self.weight_hh
