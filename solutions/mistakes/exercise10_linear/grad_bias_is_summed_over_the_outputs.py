# mistake: `grad_bias` is summed over the outputs and has one entry for each sample; it should be summed over the
#     samples.
# hint: For a batch of 5 samples and 3 outputs, how long is your gradient, and how long is the bias? Of the two axes
#     of g, one has to survive.
# loses: example_linear_backward grad_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=1)
        return grad_output @ self.weight
