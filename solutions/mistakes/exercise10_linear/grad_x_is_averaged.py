# mistake: `Linear.backward` divides the gradient of the input by the number of samples, though each sample has a
#     gradient of its own.
# hint: Add a second sample to a batch of one. Why should the gradient of the first become smaller?
# loses: example_linear_backward grad_x sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight / len(x)
