# mistake: `grad_bias` is an array of zeros where the layer has no bias; it should be None.
# hint: Which array should an optimizer update with your zeros? Where there is nothing to learn, there is no gradient
#     either.
# loses: without_bias
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = np.zeros_like(grad[0]) if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
