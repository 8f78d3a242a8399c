# truth: perceptron_fit divides the learning rate by the number of the epoch, so from the second epoch it is too small.
# where: perceptron_fit
# loses: fit_example, fit, fit_within_the_bound, fit_gives_up
import numpy as np


def inner(x, w):
    """Weighted sum over the last axis."""
    return np.matmul(x, w[:, None])[..., 0]


def mp_neuron(x, weight, threshold):
    return (inner(x, weight) >= threshold) * np.ones((), dtype=x.dtype)


def gate(name):
    def same(n, value):
        return np.full(n, value, dtype=np.float64)

    gates = dict(
        {
            "and": (same(2, 0.5), 1.0),
            "or": (same(2, 0.5), 0.5),
            "nand": (same(2, -0.5), -0.5),
            "not": (same(1, -0.5), 0.0),
        },
        majority=(same(3, 0.5), 1.0),
    )
    try:
        return gates[name]
    except KeyError:
        raise ValueError(f"unknown gate: {name}") from None


def perceptron_predict(x, weight, bias):
    one = np.ones((), dtype=x.dtype)
    return np.where(inner(x, weight) + bias >= 0, one, -one)


def perceptron_step(x, y, weight, bias, lr):
    a = inner(x, weight) + bias
    if y * a <= 0:
        return weight + lr * (y * x), bias + lr * y
    return weight, bias


def perceptron_fit(x, y, lr, max_epochs):
    w = np.zeros(x.shape[1:], x.dtype)
    b = np.zeros((), x.dtype)
    errors = []
    for epoch in range(1, max_epochs + 1):
        mistakes = 0
        for xn, yn in zip(x, y):
            if yn * (inner(xn, w) + b) <= 0:
                mistakes += 1
                # smaller and smaller steps, so that it settles down
                w, b = perceptron_step(xn, yn, w, b, lr / epoch)
        errors.append(mistakes)
        if mistakes == 0:
            return w, b, errors
    return w, b, errors


def mlp_forward(x, weights, biases):
    layer = x
    for W, b in zip(weights, biases):
        z = layer.dot(W.transpose()) + b
        e = np.exp(-abs(z))
        layer = np.where(z < 0, e, np.ones_like(e)) / (1 + e)
    return layer


def xor_network():
    w1 = 30 * np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    b1 = np.array([-15.0, -45.0, 0.0])
    w2 = 30 * np.array([[1.0, -1.0, 0.0]])
    b2 = np.array([-15.0])
    return [w1, w2], [b1, b2]
