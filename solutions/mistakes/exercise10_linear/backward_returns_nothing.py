# mistake: `Linear.backward` stores the gradients of the parameters and returns None; it should return the gradient of
#     the input.
# hint: Which upstream gradient would the layer in front of this one get? Only this layer's weight can tell how its
#     input reached the output.
# loses: example_linear_backward grad_x
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return None
