# mistake: `RNNCell.backward` takes tanh once more of what is tanh already, and the slope from that.
# hint: The formula of the slope holds for the output of tanh. Is what you remember from forward z or h'?
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * (1.0 - np.tanh(self._after) ** 2)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
