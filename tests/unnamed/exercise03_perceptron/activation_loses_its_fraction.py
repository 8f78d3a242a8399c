# truth: perceptron_predict cuts the activation to a whole number, so all between -1 and 0 is predicted as +1, not -1.
# where: perceptron_predict
# loses: predict, predict_on_the_boundary
import numpy as np


def mp_neuron(x, weight, threshold):
    s = x @ weight
    return np.heaviside(s - threshold, 1.0).astype(x.dtype)


def gate(name):
    match name:
        case "and":
            weight, threshold = [2, 2], 3
        case "or":
            weight, threshold = [2, 2], 1
        case "nand":
            weight, threshold = [-2, -2], -3
        case "not":
            weight, threshold = [-2], -1
        case "majority":
            weight, threshold = [2, 2, 2], 3
        case _:
            raise ValueError(name)
    return np.asarray(weight, dtype=np.float64), float(threshold)


def perceptron_predict(x, weight, bias):
    # whole numbers, so that a zero is a real zero and not 1e-17
    activation = np.asarray(x @ weight + bias).astype(int)
    result = np.where(activation == 0, 1, np.sign(activation))
    return result.astype(x.dtype)


def perceptron_step(x, y, weight, bias, lr):
    wrong = y * (x @ weight + bias) <= 0
    if not wrong:
        return weight, bias
    return weight + (lr * y) * x, bias + lr * y


def perceptron_fit(x, y, lr, max_epochs):
    params = np.zeros(x.shape[1] + 1, dtype=x.dtype)  # the bias is the last one
    ones = np.ones((x.shape[0], 1), dtype=x.dtype)
    xs = np.concatenate([x, ones], axis=1)
    errors = []
    for _epoch in range(max_epochs):
        errors.append(0)
        for row, label in zip(xs, y):
            if label * (row @ params) <= 0:
                params = params + (lr * label) * row
                errors[-1] += 1
        if errors[-1] == 0:
            break
    return params[:-1], params[-1], errors


def sigma(z):
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    out[~pos] = e / (1 + e)
    return out


def mlp_forward(x, weights, biases):
    for w, b in zip(weights, biases, strict=True):
        x = sigma(x @ w.T + b)
    return x


def xor_network():
    return (
        [np.array([[15.0, 15.0], [-15.0, -15.0]]), np.array([[15.0, 15.0]])],
        [np.array([-7.5, 22.5]), np.array([-22.5])],
    )
