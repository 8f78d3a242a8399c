# truth: Adam and AdamW divide by the root of the largest ŝ seen so far (AMSGrad), not of the present one.
# where: Adam.step, AdamW.step
# loses: adam, adam_weight_decay, adamw
import math

import numpy as np


class SGD:
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        self.lr = lr
        self._params = params
        self._velocities = [None for _ in params]
        self._settings = momentum, dampening, weight_decay, nesterov

    def step(self, grads):
        momentum, dampening, weight_decay, nesterov = self._settings
        for j in range(len(grads)):
            if grads[j] is not None:
                p = self._params[j]
                g = grads[j] + weight_decay * p
                if self._velocities[j] is None:
                    self._velocities[j] = g.copy()
                else:
                    self._velocities[j] *= momentum
                    self._velocities[j] += (1 - dampening) * g
                v = self._velocities[j]
                p -= self.lr * (g + momentum * v if nesterov else v)


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.lr = lr
        self.eps = eps
        self._params = params
        self._sums = [np.zeros(p.shape, p.dtype) for p in params]

    def step(self, grads):
        for p, s, g in zip(self._params, self._sums, grads):
            if g is not None:
                s += g * g
                p -= self.lr * (g / (np.sqrt(s) + self.eps))


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self._params = params
        self._means = [np.zeros(p.shape, p.dtype) for p in params]

    def step(self, grads):
        for p, s, g in zip(self._params, self._means, grads):
            if g is not None:
                s *= self.alpha
                s += (1 - self.alpha) * g * g
                p -= self.lr * (g / (np.sqrt(s) + self.eps))


class Moments:
    """The two running means of one parameter."""

    def __init__(self, like):
        self.first = np.zeros(like.shape, like.dtype)
        self.second = np.zeros(like.shape, like.dtype)
        self.largest = np.zeros(like.shape, like.dtype)
        self.t = 0

    def direction(self, g, betas, eps):
        self.t += 1
        self.first += (1 - betas[0]) * (g - self.first)
        self.second += (1 - betas[1]) * (g * g - self.second)
        corrected = self.second / (1 - betas[1] ** self.t)
        # never let the denominator shrink again
        np.maximum(self.largest, corrected, out=self.largest)
        return self.first / (1 - betas[0] ** self.t) / (np.sqrt(self.largest) + eps)


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self._params = params
        self._moments = [Moments(p) for p in params]

    def step(self, grads):
        for p, moments, g in zip(self._params, self._moments, grads):
            if g is not None:
                p -= self.lr * moments.direction(g + self.weight_decay * p, self.betas, self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay)

    def step(self, grads):
        for p, moments, g in zip(self._params, self._moments, grads):
            if g is not None:
                p -= self.lr * self.weight_decay * p
                p -= self.lr * moments.direction(g, self.betas, self.eps)


def step_decay(lr, step, step_size, gamma):
    return lr * math.pow(gamma, step // step_size)


def exponential_decay(lr, step, gamma):
    return lr * math.pow(gamma, step)


def inverse_time_decay(lr, step, decay):
    return lr / (1.0 + step * decay)


def clip_grad_norm(grads, max_norm):
    given = [g for g in grads if g is not None]
    longest = np.concatenate([g.ravel() for g in given])
    norm = np.sqrt(np.dot(longest, longest))
    if norm + 1e-6 > max_norm:
        for g in given:
            g *= max_norm / (norm + 1e-6)
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            np.minimum(g, clip_value, out=g)
            np.maximum(g, -clip_value, out=g)
