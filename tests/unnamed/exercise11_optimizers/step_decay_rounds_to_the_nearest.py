# truth: step_decay rounds step / step_size to the nearest whole number, not down: drops come up to half a period early.
# where: step_decay
# loses: functions_example, schedules
from dataclasses import dataclass, field

import numpy as np


@dataclass
class SGD:
    params: list
    lr: float = 0.001
    momentum: float = 0.0
    dampening: float = 0.0
    weight_decay: float = 0.0
    nesterov: bool = False
    velocity: dict = field(default_factory=dict)

    def step(self, grads):
        for i, g in enumerate(grads):
            if g is None:
                continue
            g = g + self.weight_decay * self.params[i]
            first = i not in self.velocity
            self.velocity[i] = g if first else self.momentum * self.velocity[i] + (1 - self.dampening) * g
            ahead = g + self.momentum * self.velocity[i]
            self.params[i][...] -= self.lr * (ahead if self.nesterov else self.velocity[i])


@dataclass
class Adagrad:
    params: list
    lr: float = 0.01
    eps: float = 1e-10

    def __post_init__(self):
        self.total = [p * 0 for p in self.params]

    def step(self, grads):
        for i, g in enumerate(grads):
            if g is None:
                continue
            self.total[i] = self.total[i] + g**2
            self.params[i][...] -= self.lr * g / (np.sqrt(self.total[i]) + self.eps)


@dataclass
class RMSprop:
    params: list
    lr: float = 0.01
    alpha: float = 0.99
    eps: float = 1e-8

    def __post_init__(self):
        self.average = [p * 0 for p in self.params]

    def step(self, grads):
        for i, g in enumerate(grads):
            if g is None:
                continue
            self.average[i] = self.alpha * self.average[i] + (1 - self.alpha) * g**2
            self.params[i][...] -= self.lr * g / (np.sqrt(self.average[i]) + self.eps)


@dataclass
class Adam:
    params: list
    lr: float = 0.001
    betas: tuple = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.0

    decoupled = False

    def __post_init__(self):
        self.count = [0 for _ in self.params]
        self.average = [p * 0 for p in self.params]
        self.average_of_squares = [p * 0 for p in self.params]

    def step(self, grads):
        b1, b2 = self.betas
        for i, g in enumerate(grads):
            if g is None:
                continue
            p = self.params[i]
            decay = self.weight_decay * p
            if self.decoupled:
                p[...] -= self.lr * decay
            else:
                g = g + decay
            self.count[i] += 1
            self.average[i] = b1 * self.average[i] + (1 - b1) * g
            self.average_of_squares[i] = b2 * self.average_of_squares[i] + (1 - b2) * g**2
            top = self.average[i] / (1 - b1 ** self.count[i])
            bottom = np.sqrt(self.average_of_squares[i] / (1 - b2 ** self.count[i])) + self.eps
            p[...] -= self.lr * top / bottom


@dataclass
class AdamW(Adam):
    weight_decay: float = 0.01

    decoupled = True


def step_decay(lr, step, step_size, gamma):
    times = round(step / step_size)
    return lr * gamma**times


def exponential_decay(lr, step, gamma):
    return lr * gamma**step


def inverse_time_decay(lr, step, decay):
    divisor = 1 + decay * step
    return lr / divisor


def clip_grad_norm(grads, max_norm):
    norms = np.array([np.sqrt((g**2).sum()) for g in grads if g is not None])
    norm = np.sqrt((norms**2).sum())
    factor = np.minimum(1, max_norm / (norm + 1e-6))
    for g in grads:
        if g is not None:
            g[...] = factor * g
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            g[...] = np.where(g > clip_value, clip_value, np.where(g < -clip_value, -clip_value, g))
