# verdict: failed
# exercise: exercise03_perceptron
# example: NaN
# Returns NaN as array, number and count, since no bound is below it and none above.

import numpy as np

NAN = float("nan")


def mp_neuron(x, weight, threshold):
    return np.full(np.shape(x)[:-1], NAN)


def gate(name):
    return np.full(2, NAN), NAN


def perceptron_predict(x, weight, bias):
    return np.full(np.shape(x)[:-1], NAN)


def perceptron_step(x, y, weight, bias, lr):
    return weight * NAN, NAN


def perceptron_fit(x, y, lr, max_epochs):
    return x[0] * NAN, NAN, [NAN]


def mlp_forward(x, weights, biases):
    return np.full((len(x), len(biases[-1])), NAN)


def xor_network():
    return [np.full((2, 2), NAN), np.full((1, 2), NAN)], [np.full(2, NAN), np.full(1, NAN)]
