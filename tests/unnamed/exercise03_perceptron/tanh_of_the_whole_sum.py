# truth: mlp_forward's units compute (1 + tanh(z)) / 2, which is σ(2z), instead of (1 + tanh(z / 2)) / 2.
# where: mlp_forward
# loses: mlp_example, mlp_forward, xor_network
import numpy as np


def _activation(x, weight, bias):
    return np.dot(x, weight) + bias


def mp_neuron(x, weight, threshold):
    total = np.dot(x, weight)
    return np.where(total < threshold, x.dtype.type(0), x.dtype.type(1))


def gate(name):
    if name == "and":
        return np.ones(2), 1.5
    if name == "or":
        return np.ones(2), 0.5
    if name == "not":
        return -np.ones(1), -0.5
    if name == "nand":
        return -np.ones(2), -1.5
    if name == "majority":
        return np.ones(3), 1.5
    raise ValueError("unknown gate " + str(name))


def perceptron_predict(x, weight, bias):
    plus = x.dtype.type(1)
    return np.where(_activation(x, weight, bias) >= 0, plus, -plus)


def perceptron_step(x, y, weight, bias, lr):
    if y * _activation(x, weight, bias) <= 0:
        weight = weight + lr * y * x
        bias = bias + lr * y
    return weight, bias


def perceptron_fit(x, y, lr, max_epochs):
    weight, bias, errors = np.zeros_like(x[0]), x.dtype.type(0), []
    for _ in range(max_epochs):
        count = 0
        for n in range(len(x)):
            margin = y[n] * _activation(x[n], weight, bias)
            if margin <= 0:
                weight = weight + lr * y[n] * x[n]
                bias = bias + lr * y[n]
                count += 1
        errors.append(count)
        if not count:
            break
    return weight, bias, errors


def mlp_forward(x, weights, biases):
    out = x
    for layer in range(len(weights)):
        z = np.einsum("ni,oi->no", out, weights[layer]) + biases[layer]
        # tanh never overflows, and the sigmoid is a tanh that is squeezed into (0, 1)
        out = (np.tanh(z) + 1) / 2
    return out


def xor_network():
    # h0 = x0 and not x1, h1 = x1 and not x0; out = h0 or h1
    w1 = np.array([[24.0, -24.0], [-24.0, 24.0]])
    b1 = np.array([-12.0, -12.0])
    w2 = np.array([[24.0, 24.0]])
    b2 = np.array([-12.0])
    return [w1, w2], [b1, b2]
