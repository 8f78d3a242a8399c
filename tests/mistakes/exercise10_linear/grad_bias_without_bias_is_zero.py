# mistake: Without a bias grad_bias is an array of zeros instead of None.
# loses: without_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = np.zeros_like(grad[0]) if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
