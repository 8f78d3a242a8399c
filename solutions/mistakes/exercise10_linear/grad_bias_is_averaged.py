# mistake: `grad_bias` is divided by the number of samples; it should be a sum, and dividing is the loss's affair.
# hint: In the worked example the rows of g add up to (3, -1). By which number are your entries too small, and what is
#     it the size of?
# loses: example_linear_backward grad_bias sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.mean(grad, axis=0)
        return grad_output @ self.weight
