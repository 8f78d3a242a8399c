# mistake: Each call of backward adds to the stored gradients instead of replacing them.
# loses: calls_are_independent
class Linear(Linear):
    def backward(self, grad_output):
        weight, bias = self.grad_weight, self.grad_bias
        grad_x = super().backward(grad_output)
        if weight is not None:
            self.grad_weight = self.grad_weight + weight
        if bias is not None:
            self.grad_bias = self.grad_bias + bias
        return grad_x
