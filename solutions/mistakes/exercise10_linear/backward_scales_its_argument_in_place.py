# mistake: `Linear.backward` changes `grad_output` in place; the caller still needs it.
# hint: Compare the caller's gradient before the call and after it. Which of your lines writes into it, and could it
#     make a new array?
# loses: arguments
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        grad_output *= 1.0 + 1e-9
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
