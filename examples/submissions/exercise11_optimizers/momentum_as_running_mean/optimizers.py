# loses: sgd_example sgd_momentum sgd_nesterov sgd_weight_decay
import numpy as np


class SGD:
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        self.params = params
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.v = [None] * len(params)

    def step(self, grads):
        for i in range(len(self.params)):
            if grads[i] is None:
                continue
            p = self.params[i]
            g = grads[i] + self.weight_decay * p
            if self.v[i] is None:
                self.v[i] = g
            else:
                self.v[i] = self.momentum * self.v[i] + (1 - self.momentum) * g
            if self.nesterov:
                p -= self.lr * (g + self.momentum * self.v[i])
            else:
                p -= self.lr * self.v[i]


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params = params
        self.lr = lr
        self.eps = eps
        self.s = [np.zeros_like(p) for p in params]

    def step(self, grads):
        for i in range(len(self.params)):
            if grads[i] is None:
                continue
            self.s[i] += grads[i] * grads[i]
            self.params[i] -= self.lr * grads[i] / (np.sqrt(self.s[i]) + self.eps)


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params = params
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.s = [np.zeros_like(p) for p in params]

    def step(self, grads):
        for i in range(len(self.params)):
            if grads[i] is None:
                continue
            self.s[i] = self.alpha * self.s[i] + (1 - self.alpha) * grads[i] * grads[i]
            self.params[i] -= self.lr * grads[i] / (np.sqrt(self.s[i]) + self.eps)


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params = params
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.m = [np.zeros_like(p) for p in params]
        self.s = [np.zeros_like(p) for p in params]
        self.t = [0 for p in params]

    def step(self, grads):
        for i in range(len(self.params)):
            if grads[i] is None:
                continue
            g = grads[i] + self.weight_decay * self.params[i]
            self.adam_update(i, g)

    def adam_update(self, i, g):
        self.t[i] += 1
        self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
        self.s[i] = self.beta2 * self.s[i] + (1 - self.beta2) * g**2
        m_hat = self.m[i] / (1 - self.beta1 ** self.t[i])
        s_hat = self.s[i] / (1 - self.beta2 ** self.t[i])
        self.params[i] -= self.lr * m_hat / (np.sqrt(s_hat) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay)

    def step(self, grads):
        for i in range(len(self.params)):
            if grads[i] is None:
                continue
            self.params[i] *= 1 - self.lr * self.weight_decay
            self.adam_update(i, grads[i])


def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (step // step_size)


def exponential_decay(lr, step, gamma):
    return lr * gamma**step


def inverse_time_decay(lr, step, decay):
    return lr / (1 + decay * step)


def clip_grad_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        if g is not None:
            total = total + np.sum(g**2)
    norm = np.sqrt(total)
    if norm + 1e-6 > max_norm:
        for g in grads:
            if g is not None:
                g *= max_norm / (norm + 1e-6)
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            g[:] = np.clip(g, -clip_value, clip_value)
