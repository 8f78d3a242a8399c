# mistake: `RNNCell.backward` sends the gradient of the old state through the transpose of `weight_hh`.
# hint: Unit j of the old state reached unit i of the next one by weight_hh[i, j]. Over which of the two is the sum?
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * (1.0 - self._after**2)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh.T
