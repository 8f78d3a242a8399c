# verdict: failed, not_attempted
# exercise: exercise10_linear
# example: a view
# A layer that returns views of its parameters and stores views of the gradient as gradients.


class Linear:
    def __init__(self, weight, bias=None):
        self.weight, self.bias = weight, bias
        self.grad_weight = self.weight[...]
        self.grad_bias = self.weight[..., 0]

    def forward(self, x):
        return self.weight[: len(x)]

    def backward(self, grad_output):
        self.grad_weight = grad_output.T
        return grad_output.T
