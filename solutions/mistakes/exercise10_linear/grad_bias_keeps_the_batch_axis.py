# mistake: `grad_bias` has shape (1, K); it should have the bias's own shape, (K,).
# hint: Print the shape of the bias and that of its gradient side by side. What in your sum keeps the axis alive?
# loses: example_linear_backward grad_bias
# convention: Kinsley and Kukieła's Neural Networks from Scratch in Python, where biases have shape (1, K)
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0, keepdims=True)
        return grad_output @ self.weight
