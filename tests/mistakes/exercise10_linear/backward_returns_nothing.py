# mistake: Backward stores the gradients of the parameters and returns None.
# loses: example_linear_backward grad_x
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return None
