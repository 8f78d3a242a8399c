# truth: Adam and AdamW correct ŝ with 1 - β₁^t, not 1 - β₂^t; SGD's weight decay is subtracted from g, not added.
# where: Adam.step, AdamW.step, SGD.step
# loses: sgd_weight_decay, adam_example, adam, adam_weight_decay, adamw
import numpy as np


def sgd_velocity(old, g, momentum, dampening):
    if old is None:
        return g
    return momentum * old + (1 - dampening) * g


class Optimizer:
    def __init__(self, params, lr):
        self.params = [p for p in params]
        self.lr = lr
        n = len(self.params)
        self.first = [None] * n
        self.second = [None] * n
        self.t = [0] * n

    def step(self, grads):
        assert len(grads) == len(self.params)
        for i in range(len(grads)):
            if grads[i] is not None:
                self.t[i] += 1
                self.one(i, self.params[i], grads[i])


class SGD(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        Optimizer.__init__(self, params, lr)
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.nesterov = nesterov

    def one(self, i, p, g):
        # the decay pulls towards zero, against the parameter
        g = g - self.weight_decay * p
        v = sgd_velocity(self.first[i], g, self.momentum, self.dampening)
        self.first[i] = v
        p -= self.lr * ((g + self.momentum * v) if self.nesterov else v)


class Adagrad(Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        Optimizer.__init__(self, params, lr)
        self.eps = eps

    def one(self, i, p, g):
        self.second[i] = g * g if self.second[i] is None else self.second[i] + g * g
        p -= self.lr * g / (np.sqrt(self.second[i]) + self.eps)


class RMSprop(Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        Optimizer.__init__(self, params, lr)
        self.alpha = alpha
        self.eps = eps

    def one(self, i, p, g):
        new = (1 - self.alpha) * (g * g)
        self.second[i] = new if self.second[i] is None else self.alpha * self.second[i] + new
        p -= self.lr * g / (np.sqrt(self.second[i]) + self.eps)


class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        Optimizer.__init__(self, params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay

    def one(self, i, p, g):
        self.move(i, p, g + self.weight_decay * p)

    def move(self, i, p, g):
        beta1, beta2 = self.betas
        m, s = (1 - beta1) * g, (1 - beta2) * g * g
        if self.first[i] is not None:
            m = m + beta1 * self.first[i]
            s = s + beta2 * self.second[i]
        self.first[i], self.second[i] = m, s
        correction = 1 - beta1 ** self.t[i]
        p -= self.lr * (m / correction) / (np.sqrt(s / correction) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        Adam.__init__(self, params, lr, betas, eps, weight_decay)

    def one(self, i, p, g):
        p *= 1 - self.lr * self.weight_decay
        self.move(i, p, g)


def step_decay(lr, step, step_size, gamma):
    rate = lr
    while step >= step_size:
        rate = rate * gamma
        step = step - step_size
    return rate


def exponential_decay(lr, step, gamma):
    rate = lr
    for _ in range(step):
        rate = rate * gamma
    return rate


def inverse_time_decay(lr, step, decay):
    return 1 / ((1 + decay * step) / lr)


def clip_grad_norm(grads, max_norm):
    lengths = [np.linalg.norm(g.reshape(-1)) for g in grads if g is not None]
    norm = np.linalg.norm(np.array(lengths))
    factor = min(1, max_norm / (norm + 1e-6))
    for g in grads:
        if g is not None:
            g *= factor
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            over = np.maximum(g - clip_value, 0)
            under = np.minimum(g + clip_value, 0)
            g -= over
            g -= under
