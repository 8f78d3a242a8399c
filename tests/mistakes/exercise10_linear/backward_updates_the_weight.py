# mistake: Backward takes a step of gradient descent by itself, before it returns the gradient of the input.
# loses: arguments
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        self.weight -= 0.01 * self.grad_weight
        return grad_output @ self.weight
