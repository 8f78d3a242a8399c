# loses: fit fit_gives_up
"""My perceptron."""

import numpy as np


def mp_neuron(x, weight, threshold):
    total = np.sum(x * weight, axis=-1)
    return np.where(total >= threshold, 1.0, 0.0).astype(x.dtype)


def gate(name):
    if name == "and":
        return np.array([1.0, 1.0]), 2.0
    elif name == "or":
        return np.array([1.0, 1.0]), 1.0
    elif name == "not":
        return np.array([-1.0]), 0.0
    elif name == "nand":
        return np.array([-1.0, -1.0]), -1.0
    elif name == "majority":
        return np.array([1.0, 1.0, 1.0]), 2.0
    raise ValueError("unknown gate: " + name)


def perceptron_predict(x, weight, bias):
    a = np.sum(x * weight, axis=-1) + bias
    return np.where(a >= 0, 1.0, -1.0).astype(x.dtype)


def perceptron_step(x, y, weight, bias, lr):
    a = np.sum(weight * x) + bias
    if y * a <= 0:
        new_weight = weight + lr * y * x
        new_bias = bias + lr * y
    else:
        new_weight = weight
        new_bias = bias
    return new_weight, new_bias


def perceptron_fit(x, y, lr, max_epochs):
    n, d = x.shape
    w = np.zeros(d)
    b = 0.0
    errors = []
    for epoch in range(max_epochs):
        n_errors = 0
        for i in range(n):
            if y[i] * (np.sum(w * x[i]) + b) <= 0:
                n_errors += 1
            w, b = perceptron_step(x[i], y[i], w, b, lr)
        errors.append(n_errors)
        if n_errors == 0:
            break
    return w, b, errors


def sigmoid(z):
    z = np.clip(z, -80, 80)  # exp of more than that overflows in float32
    return 1 / (1 + np.exp(-z))


def mlp_forward(x, weights, biases):
    a = x
    for i in range(len(weights)):
        z = np.dot(a, weights[i].T) + biases[i]
        a = sigmoid(z)
    return a


def xor_network():
    # hidden unit 1: or, hidden unit 2: nand, output: and
    w1 = np.array([[10.0, 10.0], [-10.0, -10.0]])
    b1 = np.array([-5.0, 15.0])
    w2 = np.array([[10.0, 10.0]])
    b2 = np.array([-15.0])
    return [w1, w2], [b1, b2]
