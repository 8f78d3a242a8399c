# verdict: failed, passed, not_attempted
# exercise: exercise10_linear
# example: by finite differences where a formula is asked for
# The gradients of a network by forward differences of its loss, one parameter at a time.

import numpy as np


def _loss(x, y, weights, biases):
    for weight, bias in zip(weights, biases):
        x = 1 / (1 + np.exp(-(x @ weight.T + bias)))
    return 0.5 * ((x - y) ** 2).sum()


def mlp_gradients(x, y, weights, biases, step=1e-7):
    weights, biases = [w.copy() for w in weights], [b.copy() for b in biases]
    start = _loss(x, y, weights, biases)
    grads = []
    for parameters in (weights, biases):
        grads.append([])
        for parameter in parameters:
            grad = np.zeros_like(parameter)
            for index in np.ndindex(*parameter.shape):
                old = parameter[index]
                parameter[index] = old + step
                grad[index] = (_loss(x, y, weights, biases) - start) / step
                parameter[index] = old
            grads[-1].append(grad)
    return grads[0], grads[1]
