# truth: perceptron_step adds lr · y · |x| to the weight instead of lr · y · x, so negative inputs move it wrongly.
# where: perceptron_step, perceptron_fit
# loses: step_example, step, step_on_the_boundary, fit, fit_within_the_bound, fit_gives_up
from functools import reduce

import numpy as np


def mp_neuron(x, weight, threshold):
    return np.where(np.inner(x, weight) >= threshold, *np.array([1, 0], dtype=x.dtype))


def gate(name):
    if name == "not":
        return np.array([-1.0]), 0
    if name == "majority":
        return np.array([1.0, 1.0, 1.0]), 2
    if name in ("and", "or"):
        return np.array([1.0, 1.0]), {"and": 2, "or": 1}[name]
    if name == "nand":
        weight, threshold = gate("and")
        return -weight, 1 - threshold
    raise ValueError(name)


def perceptron_predict(x, weight, bias):
    return np.where(np.inner(x, weight) + bias >= 0, *np.array([1, -1], dtype=x.dtype))


def perceptron_step(x, y, weight, bias, lr):
    activation = np.inner(x, weight) + bias
    if y * activation <= 0:
        size = lr * np.abs(x)  # how far; the label says in which direction
        weight = weight + size if y > 0 else weight - size
        bias = bias + lr if y > 0 else bias - lr
    return weight, bias


def perceptron_fit(x, y, lr, max_epochs):
    state = (np.zeros_like(x, shape=x.shape[1]), x.dtype.type(0))
    errors = []
    for _ in range(max_epochs):
        n_wrong = 0
        for xi, yi in zip(x, y):
            n_wrong += int(yi * (np.inner(xi, state[0]) + state[1]) <= 0)
            state = perceptron_step(xi, yi, *state, lr)
        errors += [n_wrong]
        if n_wrong == 0:
            break
    return (*state, errors)


def _unit(h, layer):
    w, b = layer
    z = np.inner(h, w) + b
    return np.exp(-np.logaddexp(z.dtype.type(0), -z))


def mlp_forward(x, weights, biases):
    return reduce(_unit, zip(weights, biases), x)


def xor_network():
    scale = 16.0
    w_in = scale * np.array([[1.0, -1.0], [-1.0, 1.0]])
    w_out = scale * np.array([[1.0, 1.0]])
    return [w_in, w_out], [np.full(2, -scale / 2), np.full(1, -scale / 2)]
