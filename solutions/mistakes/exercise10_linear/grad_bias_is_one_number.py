# mistake: `grad_bias` is one number for the whole layer, the sum over samples and outputs; every output should have
#     its own.
# hint: How many entries has the bias? Entry k was added to column k alone, so which entries of g can know of it?
# loses: example_linear_backward grad_bias vectors sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad)
        return grad_output @ self.weight
