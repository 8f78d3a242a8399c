# truth: RMSprop subtracts the square of the gradient's running mean under the root (the centred form).
# where: RMSprop.step
# loses: rmsprop
import numpy as np


class _Base:
    options: dict = {}

    def __init__(self, params, lr):
        self.params = params
        self.lr = lr
        self.state = [dict(t=0) for _ in params]

    def step(self, grads):
        for p, g, state in zip(self.params, grads, self.state):
            if g is None:
                continue
            state["t"] += 1
            p[...] = self.new_value(p, g, state)


class SGD(_Base):
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        super().__init__(params, lr)
        self.momentum, self.dampening = momentum, dampening
        self.weight_decay, self.nesterov = weight_decay, nesterov

    def new_value(self, p, g, state):
        g = g + p * self.weight_decay
        if state["t"] == 1:
            state["v"] = g
        else:
            state["v"] = state["v"] * self.momentum + g * (1 - self.dampening)
        if self.nesterov:
            return p - (g + state["v"] * self.momentum) * self.lr
        return p - state["v"] * self.lr


class Adagrad(_Base):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, lr)
        self.eps = eps

    def new_value(self, p, g, state):
        state["s"] = state.get("s", 0) + g**2
        return p - self.lr / (state["s"] ** 0.5 + self.eps) * g


class RMSprop(_Base):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        super().__init__(params, lr)
        self.alpha, self.eps = alpha, eps

    def new_value(self, p, g, state):
        a = self.alpha
        state["mean"] = a * state.get("mean", 0) + (1 - a) * g
        state["square"] = a * state.get("square", 0) + (1 - a) * g**2
        variance = np.maximum(state["square"] - state["mean"] ** 2, 0)
        return p - self.lr / (variance**0.5 + self.eps) * g


class Adam(_Base):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr)
        self.betas, self.eps, self.weight_decay = betas, eps, weight_decay

    def direction(self, g, state):
        hats = []
        for name, beta, value in zip("ms", self.betas, (g, g**2)):
            state[name] = beta * state.get(name, 0) + (1 - beta) * value
            hats.append(state[name] / (1 - beta ** state["t"]))
        return hats[0] / (hats[1] ** 0.5 + self.eps)

    def new_value(self, p, g, state):
        return p - self.lr * self.direction(g + self.weight_decay * p, state)


class AdamW(Adam):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(params, lr, betas, eps, weight_decay)

    def new_value(self, p, g, state):
        return p * (1 - self.lr * self.weight_decay) - self.lr * self.direction(g, state)


def step_decay(lr, step, step_size, gamma):
    drops = int(np.floor(step / step_size))
    return lr * gamma**drops


def exponential_decay(lr, step, gamma):
    return lr * float(np.power(float(gamma), step))


def inverse_time_decay(lr, step, decay):
    return lr * (1 / (1 + step * decay))


def clip_grad_norm(grads, max_norm):
    squares = 0
    for g in grads:
        if g is not None:
            squares += np.sum(g**2)
    norm = squares**0.5
    factor = max_norm / (norm + 1e-6)
    if factor < 1:
        for g in grads:
            if g is not None:
                g[...] = g * factor
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is None:
            continue
        g[g > clip_value] = clip_value
        g[g < -clip_value] = -clip_value
