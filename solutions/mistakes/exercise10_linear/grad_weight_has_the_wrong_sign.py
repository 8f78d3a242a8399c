# mistake: `grad_weight` has the opposite sign, as if it were the step and not the gradient.
# hint: Take one input, one output and positive numbers only: when the weight grows, does the output grow or shrink?
#     The minus of gradient descent is the optimizer's.
# loses: example_linear_backward grad_weight
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = -grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
