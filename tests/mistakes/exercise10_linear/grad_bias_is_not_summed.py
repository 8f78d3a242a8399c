# mistake: grad_bias is the upstream gradient itself, one row for each sample instead of their sum.
# loses: example_linear_backward grad_bias sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else grad_output
        return grad_output @ self.weight
