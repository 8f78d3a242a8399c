# truth: perceptron_fit's list holds the errors of all epochs so far added up, instead of those of each epoch.
# where: perceptron_fit
# loses: fit_example, fit, fit_within_the_bound, fit_gives_up
import numpy as np


class Neuron:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def activation(self, x):
        return x @ self.weight + self.bias

    def learn(self, x, y, lr):
        """One look at one sample; tells whether it was wrong."""
        if y * self.activation(x) > 0:
            return False
        self.weight = self.weight + lr * y * x
        self.bias = self.bias + lr * y
        return True


def mp_neuron(x, weight, threshold):
    out = Neuron(weight, 0).activation(x) >= threshold
    return np.array(out, dtype=x.dtype)


def gate(name):
    one_input = {"not": (-1.0, -0.25)}
    two_inputs = {"and": (1.0, 1.25), "or": (1.0, 0.75), "nand": (-1.0, -1.25)}
    three_inputs = {"majority": (1.0, 1.5)}
    for inputs, known in enumerate((one_input, two_inputs, three_inputs), start=1):
        if name in known:
            value, threshold = known[name]
            return np.repeat(value, inputs), threshold
    raise ValueError(f"gate {name!r} is not known")


def perceptron_predict(x, weight, bias):
    ahead = np.array(Neuron(weight, bias).activation(x) >= 0, dtype=x.dtype)
    return ahead - (1 - ahead)


def perceptron_step(x, y, weight, bias, lr):
    neuron = Neuron(weight, bias)
    neuron.learn(x, y, lr)
    return neuron.weight, neuron.bias


def perceptron_fit(x, y, lr, max_epochs):
    neuron = Neuron(np.zeros(x.shape[1], x.dtype), x.dtype.type(0))
    errors = []
    count = 0
    for _ in range(max_epochs):
        before = count
        for xi, yi in zip(x, y):
            count += neuron.learn(xi, yi, lr)
        errors.append(int(count))
        if count == before:
            break
    return neuron.weight, neuron.bias, errors


def mlp_forward(x, weights, biases):
    def squash(z):
        return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))

    h = x
    for w, b in zip(weights, biases):
        h = squash((w @ h.T).T + b)
    return h


def xor_network():
    weights = [np.array([[10.0, 10.0], [-10.0, -10.0]]), np.array([[-10.0, -10.0]])]
    biases = [np.array([-15.0, 5.0]), np.array([5.0])]
    return weights, biases
