# mistake: `Linear.backward` returns the upstream gradient; it should return the gradient of the input.
# hint: Which shape has the input, and which has what you return? Ask through which numbers entry d of the input
#     reached the outputs.
# loses: example_linear_backward grad_x
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output
