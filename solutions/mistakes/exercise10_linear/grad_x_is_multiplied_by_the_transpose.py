# mistake: `Linear.backward` multiplies by the transpose of the weight, as forward does; on the way back the weight
#     stands as it is.
# hint: The upstream gradient has K columns, and the result needs D. Write the shape (K, D) of the weight beside them:
#     which order fits?
# loses: example_linear_backward grad_x
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight.T
