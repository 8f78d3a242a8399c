# mistake: For a single vector `grad_bias` is the sum of its entries; it should be the upstream gradient itself.
# hint: A vector is a batch of one sample without the axis of the batch. Over which axis does your sum run when that
#     one is not there?
# loses: vectors
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        if self.bias is not None and grad_output.ndim == 1:
            self.grad_bias = np.sum(grad_output)
        return grad_output @ self.weight
