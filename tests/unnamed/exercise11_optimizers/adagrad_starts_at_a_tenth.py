# truth: Adagrad's sum of squares starts at 0.1 (as in TensorFlow) instead of 0.
# where: Adagrad.step
# loses: adagrad
import numpy as np


def filled(params, value):
    """An array for each parameter, with one value everywhere."""
    return [np.full_like(p, value) for p in params]


def with_gradient(params, grads):
    for number, gradient in enumerate(grads):
        if gradient is not None:
            yield number, params[number], gradient


class SGD:
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        self.params = list(params)
        self.lr = lr
        self.mu = momentum
        self.keep = 1 - dampening
        self.decay = weight_decay
        self.nesterov = nesterov
        self.velocity = filled(self.params, 0)
        self.started = [False] * len(self.params)

    def step(self, grads):
        for k, p, g in with_gradient(self.params, grads):
            g = g + self.decay * p
            share = self.keep if self.started[k] else 1
            self.started[k] = True
            self.velocity[k] = self.mu * self.velocity[k] + share * g
            direction = self.velocity[k]
            if self.nesterov:
                direction = g + self.mu * direction
            np.subtract(p, self.lr * direction, out=p)


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params = list(params)
        self.lr = lr
        self.eps = eps
        # a small start keeps the first steps from being too large
        self.squares = filled(self.params, 0.1)

    def step(self, grads):
        for k, p, g in with_gradient(self.params, grads):
            self.squares[k] += np.square(g)
            np.subtract(p, self.lr * g / (np.sqrt(self.squares[k]) + self.eps), out=p)


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params = list(params)
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.squares = filled(self.params, 0)

    def step(self, grads):
        for k, p, g in with_gradient(self.params, grads):
            self.squares[k] += (1 - self.alpha) * (np.square(g) - self.squares[k])
            np.subtract(p, self.lr * g / (np.sqrt(self.squares[k]) + self.eps), out=p)


class AdamW:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.means = filled(self.params, 0)
        self.squares = filled(self.params, 0)
        self.updates = [0] * len(self.params)

    def before(self, p, g):
        """Shrinks the parameter; the gradient stays as it is."""
        p *= 1 - self.lr * self.weight_decay
        return g

    def step(self, grads):
        for k, p, g in with_gradient(self.params, grads):
            g = self.before(p, g)
            self.updates[k] += 1
            self.means[k] += (1 - self.b1) * (g - self.means[k])
            self.squares[k] += (1 - self.b2) * (np.square(g) - self.squares[k])
            mean = self.means[k] / (1 - self.b1 ** self.updates[k])
            square = self.squares[k] / (1 - self.b2 ** self.updates[k])
            np.subtract(p, self.lr * mean / (np.sqrt(square) + self.eps), out=p)


class Adam(AdamW):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr, betas, eps, weight_decay)

    def before(self, p, g):
        return g + self.weight_decay * p


def step_decay(lr, step, step_size, gamma):
    for _ in range(step // step_size):
        lr *= gamma
    return lr


def exponential_decay(lr, step, gamma):
    return step_decay(lr, step, 1, gamma)


def inverse_time_decay(lr, step, decay):
    return lr / (decay * step + 1)


def clip_grad_norm(grads, max_norm):
    arrays = [g for g in grads if g is not None]
    norm = np.sqrt(np.sum([np.sum(np.square(g)) for g in arrays]))
    for g in arrays:
        np.multiply(g, min(1, max_norm / (norm + 1e-6)), out=g)
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            np.clip(g, -clip_value, clip_value, out=g)
