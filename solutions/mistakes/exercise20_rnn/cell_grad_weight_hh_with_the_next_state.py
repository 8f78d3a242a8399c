# mistake: `RNNCell.backward` multiplies by the next state for `grad_weight_hh`; weight_hh met the state before.
# hint: Read the formula of z: which state stands beside weight_hh?
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * (1.0 - self._after**2)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._after
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
