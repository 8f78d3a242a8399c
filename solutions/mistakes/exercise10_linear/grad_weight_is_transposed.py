# mistake: `grad_weight` has shape (D, K), the transpose of the weight's.
# hint: For D = 3 and K = 2, write down the shapes of g and of x. Which of the two has to come first so that each row
#     of the result belongs to an output?
# loses: example_linear_backward grad_weight
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = x.T @ grad
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
