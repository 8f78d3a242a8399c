# mistake: `RNNCell.backward` uses h(1 - h), the slope of a sigmoid; the cell's function is tanh.
# hint: How steep is tanh where it gives 0? Compare that with the value of your factor.
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * self._after * (1.0 - self._after)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
