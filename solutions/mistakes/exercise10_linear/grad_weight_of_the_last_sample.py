# mistake: `grad_weight` is the outer product of the last sample alone; it should be the sum over all samples.
# hint: Change the first sample of the batch only: does your gradient notice? Look what Σₙ runs over in the statement.
# loses: example_linear_backward grad_weight
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = np.outer(grad[-1], x[-1])
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
