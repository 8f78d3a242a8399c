# truth: perceptron_step moves the bias by -lr · y instead of +lr · y, while the weight moves the right way.
# where: perceptron_step, perceptron_fit
# loses: step_example, step, step_on_the_boundary, fit_example, fit, fit_within_the_bound, fit_gives_up
"""Perceptron exercise: neuron, gates, learning rule, small nets."""

import numpy as np

TABLE = {
    "and": ([1.0, 1.0], 2.0),
    "or": ([1.0, 1.0], 1.0),
    "not": ([-1.0], 0.0),
    "nand": ([-1.0, -1.0], -1.0),
    "majority": ([1.0, 1.0, 1.0], 2.0),
}


def weighted_sum(x, weight):
    return (x * weight).sum(axis=-1)


def mp_neuron(x, weight, threshold):
    fires = weighted_sum(x, weight) >= threshold
    return np.asarray(fires).astype(x.dtype)


def gate(name):
    if name not in TABLE:
        raise ValueError(f"no gate is called {name!r}")
    w, t = TABLE[name]
    return np.array(w), t


def perceptron_predict(x, weight, bias):
    above = np.asarray(weighted_sum(x, weight) + bias >= 0)
    return above.astype(x.dtype) * 2 - 1


def perceptron_step(x, y, weight, bias, lr):
    activation = weighted_sum(x, weight) + bias
    if y * activation > 0:
        return weight.copy(), bias
    # the bias works like a threshold, so it goes down where the weight goes up
    move = lr * y
    return weight + move * x, bias - move


def perceptron_fit(x, y, lr, max_epochs):
    w = np.zeros(x.shape[1], dtype=x.dtype)
    b = x.dtype.type(0)
    history = []
    while len(history) < max_epochs:
        wrong = 0
        for sample, label in zip(x, y):
            if label * (weighted_sum(sample, w) + b) <= 0:
                wrong += 1
                w, b = perceptron_step(sample, label, w, b, lr)
        history.append(wrong)
        if wrong == 0:
            break
    return w, b, history


def logistic(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def mlp_forward(x, weights, biases):
    h = x
    for w, b in zip(weights, biases):
        h = logistic(h @ w.T + b)
    return h


def xor_network():
    # hidden: "or" and "and"; output: or but not and
    hidden = np.array([[20.0, 20.0], [20.0, 20.0]])
    hidden_bias = np.array([-10.0, -30.0])
    out = np.array([[20.0, -20.0]])
    return [hidden, out], [hidden_bias, np.array([-10.0])]
