# mistake: Every entry of `grad_bias` is the sum over samples and outputs; entry k should sum column k alone.
# hint: Let only the first output have a gradient from above. What can the second entry of the bias have to do with
#     it?
# loses: example_linear_backward grad_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.full_like(self.bias, np.sum(grad))
        return grad_output @ self.weight
