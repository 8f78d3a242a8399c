"""Entry by entry in plain loops, with other forms of the same formulae."""

import math

import numpy as np


def _entries(param):
    return list(np.ndindex(*param.shape))


class SGD:
    def __init__(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False):
        self.params, self.lr = params, lr
        self.momentum, self.dampening = momentum, dampening
        self.weight_decay, self.nesterov = weight_decay, nesterov
        self.velocities = {}

    def step(self, grads):
        for number in range(len(self.params)):
            param, grad = self.params[number], grads[number]
            if grad is None:
                continue
            for entry in _entries(param):
                g = float(grad[entry]) + self.weight_decay * float(param[entry])
                key = (number, entry)
                if key in self.velocities:
                    self.velocities[key] = self.momentum * self.velocities[key] + (1 - self.dampening) * g
                else:
                    self.velocities[key] = g
                way = g + self.momentum * self.velocities[key] if self.nesterov else self.velocities[key]
                param[entry] = float(param[entry]) - self.lr * way


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params, self.lr, self.eps = params, lr, eps
        self.history = [[] for _ in params]

    def step(self, grads):
        for param, grad, history in zip(self.params, grads, self.history):
            if grad is None:
                continue
            history.append(np.array(grad, dtype=np.float64))
            for entry in _entries(param):
                root = math.sqrt(sum(float(old[entry]) ** 2 for old in history))
                param[entry] -= self.lr * float(grad[entry]) / (root + self.eps)


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params, self.lr, self.alpha, self.eps = params, lr, alpha, eps
        self.history = [[] for _ in params]

    def step(self, grads):
        for param, grad, history in zip(self.params, grads, self.history):
            if grad is None:
                continue
            history.append(np.array(grad, dtype=np.float64))
            for entry in _entries(param):
                mean = sum(
                    (1 - self.alpha) * self.alpha**age * float(old[entry]) ** 2
                    for age, old in enumerate(reversed(history))
                )
                param[entry] -= self.lr * float(grad[entry]) / (math.sqrt(mean) + self.eps)


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        self.params, self.lr, self.betas, self.eps, self.weight_decay = params, lr, betas, eps, weight_decay
        self.history = [[] for _ in params]

    def step(self, grads):
        for param, grad, history in zip(self.params, grads, self.history):
            if grad is not None:
                history.append(self.effective(param, grad))
                for entry in _entries(param):
                    self.move(param, entry, [float(old[entry]) for old in history])

    def effective(self, param, grad):
        return np.array(grad, dtype=np.float64) + self.weight_decay * param

    def move(self, param, entry, past):
        mean = _weighted_mean(past, self.betas[0])
        root = math.sqrt(_weighted_mean([g * g for g in past], self.betas[1]))
        param[entry] -= self.lr * mean / (root + self.eps)


def _weighted_mean(values, beta):
    """The corrected running mean is the mean with weights beta^age: 1 - beta^t is what the weights sum to."""
    weights = [beta**age for age in range(len(values))][::-1]
    return sum(w * v for w, v in zip(weights, values)) / sum(weights)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay)

    def effective(self, param, grad):
        return np.array(grad, dtype=np.float64)

    def move(self, param, entry, past):
        param[entry] *= 1 - self.lr * self.weight_decay
        super().move(param, entry, past)


def step_decay(lr, step, step_size, gamma):
    for number in range(1, step + 1):
        if number % step_size == 0:
            lr *= gamma
    return lr


def exponential_decay(lr, step, gamma):
    return np.float64(lr * math.exp(step * math.log(gamma)))


def inverse_time_decay(lr, step, decay):
    return 1 / (1 / lr + decay * step / lr)


def clip_grad_norm(grads, max_norm):
    total = 0.0
    dtype = np.float64
    for grad in grads:
        if grad is not None:
            dtype = grad.dtype.type
            for value in grad.flat:
                total += float(value) ** 2
    norm = math.sqrt(total)
    if norm + 1e-6 > max_norm:
        for grad in grads:
            if grad is not None:
                for entry in _entries(grad):
                    grad[entry] = float(grad[entry]) * max_norm / (norm + 1e-6)
    return dtype(norm)


def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            grad[grad > clip_value] = clip_value
            grad[grad < -clip_value] = -clip_value
