# mistake: `Linear.backward` takes a step of gradient descent itself; it should compute gradients and leave the weight
#     as it is.
# hint: Whose task is the step, the layer's or the optimizer's? Compare `weight` before backward and after it.
# loses: arguments
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        self.weight -= 0.01 * self.grad_weight
        return grad_output @ self.weight
