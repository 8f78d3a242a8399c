# mistake: `RNNCell.backward` takes the slope of tanh from the state before the step; it is known from the state after
#     it.
# hint: Of which of the two states is z the pre-image? In the worked example the slopes are 3/4 and 1.
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * (1.0 - self._before**2)
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
