"""State updated with out= and in-place operators; Adam's corrections folded into the step size."""

import numpy as np


class SGD:
    def __init__(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False):
        self.params, self.lr = list(params), lr
        self.settings = momentum, dampening, weight_decay, nesterov
        self.buffers = {}

    def step(self, grads):
        momentum, dampening, weight_decay, nesterov = self.settings
        for index, grad in enumerate(grads):
            if grad is None:
                continue
            param = self.params[index]
            way = grad + weight_decay * param if weight_decay else np.array(grad)
            if momentum:
                if index in self.buffers:
                    self.buffers[index] *= momentum
                    self.buffers[index] += (1 - dampening) * way
                else:
                    self.buffers[index] = way.copy()
                way = way + momentum * self.buffers[index] if nesterov else self.buffers[index]
            np.subtract(param, self.lr * way, out=param)


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params, self.lr, self.eps = list(params), lr, eps
        self.sums = [np.zeros(p.shape, dtype=p.dtype) for p in params]

    def step(self, grads):
        for p, g, s in zip(self.params, grads, self.sums):
            if g is not None:
                np.add(s, np.square(g), out=s)
                p[...] = p - self.lr / (np.sqrt(s) + self.eps) * g


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params, self.lr, self.alpha, self.eps = list(params), lr, alpha, eps
        self.means = [np.zeros(p.shape, dtype=p.dtype) for p in params]

    def step(self, grads):
        for p, g, s in zip(self.params, grads, self.means):
            if g is not None:
                s += (1 - self.alpha) * (np.square(g) - s)
                p[...] -= self.lr / (np.sqrt(s) + self.eps) * g


class Adam:
    decoupled = False

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        self.params, self.lr, self.betas, self.eps, self.weight_decay = list(params), lr, betas, eps, weight_decay
        self.state = [[0, np.zeros_like(p), np.zeros_like(p)] for p in params]

    def step(self, grads):
        b1, b2 = self.betas
        for p, g, state in zip(self.params, grads, self.state):
            if g is None:
                continue
            if self.decoupled:
                p *= 1 - self.lr * self.weight_decay
            else:
                g = g + self.weight_decay * p
            state[0] += 1
            t, m, s = state
            m += (1 - b1) * (g - m)
            s += (1 - b2) * (g * g - s)
            root = (1 - b2**t) ** 0.5
            p -= self.lr * root / (1 - b1**t) * m / (np.sqrt(s) + root * self.eps)


class AdamW(Adam):
    decoupled = True

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay)


def step_decay(lr, step, step_size, gamma):
    periods, _ = divmod(step, step_size)
    return lr * np.power(gamma, periods)


def exponential_decay(lr, step, gamma):
    return lr * np.power(gamma, float(step))


def inverse_time_decay(lr, step, decay):
    return np.asarray(lr) / (1 + decay * step)


def clip_grad_norm(grads, max_norm):
    present = [g for g in grads if g is not None]
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in present]))
    if norm + 1e-6 > max_norm:
        for g in present:
            np.multiply(g, max_norm / (norm + 1e-6), out=g)
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            np.minimum(np.maximum(g, -clip_value, out=g), clip_value, out=g)
