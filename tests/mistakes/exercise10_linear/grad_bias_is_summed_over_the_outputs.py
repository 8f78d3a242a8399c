# mistake: grad_bias is summed over the outputs and has one entry for each sample, instead of the other way round.
# loses: example_linear_backward grad_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=1)
        return grad_output @ self.weight
