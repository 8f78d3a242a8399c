"""Plain loops over samples and inputs; gates by other numbers; XOR as "nand, and or"."""

import math

import numpy as np


def _weighted_sum(sample, weight):
    total = sample.dtype.type(0)
    for value, factor in zip(sample, weight):
        total = total + value * factor
    return total


def mp_neuron(x, weight, threshold):
    if x.ndim == 1:
        return np.array(1 if _weighted_sum(x, weight) >= threshold else 0, dtype=x.dtype)
    return np.array([1 if _weighted_sum(sample, weight) >= threshold else 0 for sample in x], dtype=x.dtype)


def gate(name):
    if name == "and":
        return np.array([1.0, 1.0]), 2.0
    if name == "or":
        return np.array([3.0, 3.0]), 3.0
    if name == "not":
        return np.array([-1.0]), 0.0
    if name == "nand":
        return np.array([-2.0, -2.0]), -2.0
    if name == "majority":
        return np.array([1.0, 1.0, 1.0]), np.float64(2.0)
    raise ValueError(name)


def perceptron_predict(x, weight, bias):
    if x.ndim == 1:
        return x.dtype.type(-1 if _weighted_sum(x, weight) + bias < 0 else 1)
    out = np.empty(len(x), dtype=x.dtype)
    for i in range(len(x)):
        out[i] = -1 if _weighted_sum(x[i], weight) + bias < 0 else 1
    return out


def perceptron_step(x, y, weight, bias, lr):
    activation = _weighted_sum(x, weight) + bias
    if activation * y <= 0:
        weight = np.array([w + lr * y * v for w, v in zip(weight, x)], dtype=x.dtype)
        bias = x.dtype.type(bias + lr * y)
    return weight, bias


def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = np.zeros((), dtype=x.dtype)
    errors = []
    while len(errors) < max_epochs and (not errors or errors[-1] > 0):
        count = 0
        for i in range(x.shape[0]):
            new_weight, new_bias = perceptron_step(x[i], y[i], weight, bias, lr)
            if new_weight is not weight:
                count += 1
            weight, bias = new_weight, new_bias
        errors.append(count)
    return weight, np.asarray(bias, dtype=x.dtype), errors


def _sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else 1 - 1 / (1 + math.exp(z))


def mlp_forward(x, weights, biases):
    values = np.array(x, dtype=np.float64)
    for weight, bias in zip(weights, biases):
        after = np.empty((values.shape[0], weight.shape[0]))
        for n in range(values.shape[0]):
            for j in range(weight.shape[0]):
                z = float(bias[j])
                for i in range(weight.shape[1]):
                    z += float(values[n, i]) * float(weight[j, i])
                after[n, j] = _sigmoid(z)
        values = after
    return values.astype(x.dtype)


def xor_network():
    weights = [np.array([[-12.0, -12.0], [12.0, 12.0]]), np.array([[12.0, 12.0]])]
    biases = [np.array([18.0, -6.0]), np.array([-18.0])]
    return weights, biases
