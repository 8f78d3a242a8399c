# mistake: For sequences `grad_bias` is summed over the batch but not over time.
# hint: At how many positions of a sequence (N, T, D) was the bias added? Count the axes that have to disappear
#     between (N, T, K) and (K,).
# loses: sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        if self.bias is not None and grad_output.ndim == 3:
            self.grad_bias = np.sum(grad_output, axis=0)
        return grad_output @ self.weight
