# truth: SGD's Nesterov step is lr · (v + momentum · v): the new velocity stands where the gradient belongs.
# where: SGD.step
# loses: sgd_nesterov
import numpy as np


class SGD:
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        self.params = params
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.v = {}

    def step(self, grads):
        for i, (p, g) in enumerate(zip(self.params, grads)):
            if g is None:
                continue
            d = g + self.weight_decay * p
            if i in self.v:
                v = self.momentum * self.v[i] + (1 - self.dampening) * d
            else:
                v = d
            self.v[i] = v
            if self.nesterov:
                d = v + self.momentum * v
            else:
                d = v
            p -= self.lr * d


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params, self.lr, self.eps = params, lr, eps
        self.total = {}

    def step(self, grads):
        for i, (p, g) in enumerate(zip(self.params, grads)):
            if g is None:
                continue
            self.total[i] = self.total.get(i, 0) + g * g
            p -= self.lr * g / (np.sqrt(self.total[i]) + self.eps)


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params, self.lr, self.alpha, self.eps = params, lr, alpha, eps
        self.mean = {}

    def step(self, grads):
        for i, (p, g) in enumerate(zip(self.params, grads)):
            if g is None:
                continue
            self.mean[i] = self.alpha * self.mean.get(i, 0) + (1 - self.alpha) * (g * g)
            p -= self.lr * g / (np.sqrt(self.mean[i]) + self.eps)


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params, self.lr, self.betas, self.eps, self.weight_decay = params, lr, betas, eps, weight_decay
        self.m, self.s, self.t = {}, {}, {}

    def step(self, grads):
        b1, b2 = self.betas
        for i, (p, g) in enumerate(zip(self.params, grads)):
            if g is None:
                continue
            g = g + self.weight_decay * p
            t = self.t[i] = self.t.get(i, 0) + 1
            self.m[i] = b1 * self.m.get(i, 0) + (1 - b1) * g
            self.s[i] = b2 * self.s.get(i, 0) + (1 - b2) * g**2
            m_hat = self.m[i] / (1 - b1**t)
            s_hat = self.s[i] / (1 - b2**t)
            p -= self.lr * m_hat / (np.sqrt(s_hat) + self.eps)


class AdamW:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params, self.lr, self.weight_decay = params, lr, weight_decay
        self.adam = Adam(params, lr, betas, eps)

    def step(self, grads):
        for p, g in zip(self.params, grads):
            if g is not None:
                p -= self.lr * self.weight_decay * p
        self.adam.lr = self.lr
        self.adam.step(grads)


def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (step // step_size)


def exponential_decay(lr, step, gamma):
    return lr * gamma**step


def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay * step)


def clip_grad_norm(grads, max_norm):
    present = [g for g in grads if g is not None]
    norm = np.sqrt(sum((g * g).sum() for g in present))
    factor = max_norm / (norm + 1e-6)
    if factor < 1:
        for g in present:
            g *= factor
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            g[...] = np.clip(g, -clip_value, clip_value)
