# mistake: grad_bias is summed with keepdims and has shape (1, K) instead of (K,).
# loses: example_linear_backward grad_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0, keepdims=True)
        return grad_output @ self.weight
