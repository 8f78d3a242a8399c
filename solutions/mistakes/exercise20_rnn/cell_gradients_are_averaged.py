# mistake: `RNNCell.backward` divides the gradients of the parameters by the number of samples; they should be sums.
# hint: Put one sample into the batch twice: should grad_bias double, or stay? Who divides by N, the layer or the
#     loss?
# loses: example_cell cell_backward
class RNNCell(RNNCell):
    def backward(self, grad_h):
        grad_z = grad_h * (1.0 - self._after**2)
        self.grad_weight_ih = grad_z.T @ self._x / len(grad_z)
        self.grad_weight_hh = grad_z.T @ self._before / len(grad_z)
        self.grad_bias = np.mean(grad_z, axis=0)
        return grad_z @ self.weight_ih, grad_z @ self.weight_hh
