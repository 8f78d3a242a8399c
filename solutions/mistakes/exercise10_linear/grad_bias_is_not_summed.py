# mistake: `grad_bias` is the upstream gradient itself, one row for each sample; it should be the sum of the rows.
# hint: Which shape has the bias, and which has your gradient of it? An optimizer will subtract the one from the
#     other, entry by entry.
# loses: example_linear_backward grad_bias sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else grad_output
        return grad_output @ self.weight
