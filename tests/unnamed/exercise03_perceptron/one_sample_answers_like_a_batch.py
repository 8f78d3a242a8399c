# truth: mp_neuron gives an array of shape (1,) instead of () for a single sample of shape (D,).
# where: mp_neuron
# loses: mp_neuron
import numpy as np


def mp_neuron(x, weight, threshold):
    rows = x.reshape(-1, len(weight))
    answer = np.zeros(len(rows), dtype=x.dtype)
    for n, row in enumerate(rows):
        total = 0
        for d in range(len(weight)):
            total = total + weight[d] * row[d]
        if total >= threshold:
            answer[n] = 1
    return answer


GATES = ("and", "or", "not", "nand", "majority")
WEIGHTS = ((1.0, 1.0), (1.0, 1.0), (-3.0,), (-1.0, -1.0), (1.0, 1.0, 1.0))
THRESHOLDS = (1.75, 0.25, -1.5, -1.25, 1.75)


def gate(name):
    for known, w, t in zip(GATES, WEIGHTS, THRESHOLDS):
        if known == name:
            return np.array(w, dtype=float), t
    raise ValueError(f"{name} is not one of {GATES}")


def perceptron_predict(x, weight, bias):
    value = np.einsum("...d,d->...", x, weight) + bias
    return np.where(value < 0, -1, 1).astype(x.dtype)


def perceptron_step(x, y, weight, bias, lr):
    value = np.einsum("d,d->", x, weight) + bias
    move = lr * y if y * value <= 0 else 0 * y
    return weight + move * x, bias + move


def perceptron_fit(x, y, lr, max_epochs):
    weight = 0 * x[0]
    bias = weight.dtype.type(0.0)
    errors = []
    epoch = 0
    done = False
    while epoch < max_epochs and not done:
        misses = 0
        for xi, yi in zip(x, y):
            if yi * (np.einsum("d,d->", xi, weight) + bias) <= 0:
                misses += 1
            weight, bias = perceptron_step(xi, yi, weight, bias, lr)
        errors.append(misses)
        done = misses == 0
        epoch += 1
    return weight, bias, errors


def mlp_forward(x, weights, biases):
    h = x
    for w, b in zip(weights, biases):
        z = np.einsum("nd,hd->nh", h, w) + b
        h = 0.5 * np.tanh(0.5 * z) + 0.5
    return h


def xor_network():
    # first unit: "or", second unit: "nand", output: both
    ws = [np.array([[12.0, 12.0], [-12.0, -12.0]]), np.array([[12.0, 12.0]])]
    bs = [np.array([-6.0, 18.0]), np.array([-18.0])]
    return ws, bs
