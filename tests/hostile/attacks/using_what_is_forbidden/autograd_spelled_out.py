# verdict: forbidden
# exercise: exercise10_linear
# example: through autograd
# Has PyTorch compute the gradients of a layer, as everybody does who has not read the statement.

import torch


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight.clone().requires_grad_()
        self.bias = bias

    def forward(self, x):
        self.output = x @ self.weight.T + self.bias
        return self.output

    def backward(self, grad_output):
        self.output.backward(grad_output)
        self.grad_weight = self.weight.grad
        return torch.autograd.grad(self.output, self.weight, grad_output)
