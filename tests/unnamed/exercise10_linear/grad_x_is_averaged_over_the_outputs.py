# truth: Linear.backward returns 1/K of the gradient of the input: it takes the mean over the K outputs, not the sum.
# where: Linear.backward
# loses: example_linear_backward, grad_x, without_bias, vectors, sequences, calls_are_independent
# loses: parameters_may_change, float32, arguments
import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        self.x = x
        columns = [(x * row).sum(axis=-1) for row in self.weight]
        y = np.stack(columns, axis=-1)
        return y if self.bias is None else y + self.bias

    def backward(self, grad_output):
        x2 = self.x.reshape(-1, self.x.shape[-1])
        g2 = grad_output.reshape(-1, grad_output.shape[-1])
        self.grad_weight = np.stack([g2[:, k] @ x2 for k in range(g2.shape[1])])
        self.grad_bias = None
        if self.bias is not None:
            self.grad_bias = np.stack([g2[:, k].sum() for k in range(g2.shape[1])])
        # what each output sends back to the inputs
        back = grad_output[..., np.newaxis] * self.weight
        return back.mean(axis=-2)


class Sequential:
    def __init__(self, layers):
        self.chain = layers

    def forward(self, x):
        for element in iter(self.chain):
            x = element.forward(x)
        return x

    def backward(self, grad_output):
        stack = list(self.chain)
        while stack:
            grad_output = stack.pop().backward(grad_output)
        return grad_output


def mlp_gradients(x, y, weights, biases):
    inputs, slopes = [], []
    a = x
    for w, b in zip(weights, biases):
        inputs.append(a)
        a = np.reciprocal(1 + np.exp(-(a @ w.T + b)))
        slopes.append(a * (1 - a))
    back = a - y
    grads = []
    for w, a_in, slope in zip(reversed(weights), reversed(inputs), reversed(slopes)):
        delta = back * slope
        grads.append((delta.T @ a_in, delta.sum(axis=0)))
        back = delta @ w
    grads.reverse()
    return [gw for gw, _ in grads], [gb for _, gb in grads]
