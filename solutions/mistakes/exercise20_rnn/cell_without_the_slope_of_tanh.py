# mistake: `RNNCell.backward` goes through the weights with the upstream gradient itself; it lacks the slope of tanh.
# hint: The loss knows h', the weights know z. Which function stands between the two, and how steep is it at 1/2?
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h
        self.grad_weight_ih = grad_z.T @ self._x
        self.grad_weight_hh = grad_z.T @ self._before
        self.grad_bias = np.sum(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
