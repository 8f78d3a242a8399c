# truth: clip_grad_norm takes the root of the mean of the squares instead of their sum, so its norm is √n too small.
# where: clip_grad_norm
# loses: functions_example, clip_grad_norm
import numpy as np


def update_sgd(p, g, lr, state, momentum, dampening, weight_decay, nesterov):
    g = g + weight_decay * p
    old = state.get("velocity")
    new = g if old is None else momentum * old + (1 - dampening) * g
    state["velocity"] = new
    p[...] -= lr * (g + momentum * new) if nesterov else lr * new


def update_adagrad(p, g, lr, state, eps):
    state["sum"] = state.get("sum", np.zeros_like(p)) + g * g
    p[...] -= lr * g / (np.sqrt(state["sum"]) + eps)


def update_rmsprop(p, g, lr, state, alpha, eps):
    state["mean"] = alpha * state.get("mean", np.zeros_like(p)) + (1 - alpha) * g * g
    p[...] -= lr * g / (np.sqrt(state["mean"]) + eps)


def update_adam(p, g, lr, state, betas, eps, weight_decay):
    g = g + weight_decay * p
    state["t"] = state.get("t", 0) + 1
    state["m"] = betas[0] * state.get("m", np.zeros_like(p)) + (1 - betas[0]) * g
    state["s"] = betas[1] * state.get("s", np.zeros_like(p)) + (1 - betas[1]) * g * g
    m = state["m"] / (1 - betas[0] ** state["t"])
    s = state["s"] / (1 - betas[1] ** state["t"])
    p[...] -= lr * m / (np.sqrt(s) + eps)


def update_adamw(p, g, lr, state, betas, eps, weight_decay):
    p[...] -= lr * weight_decay * p
    update_adam(p, g, lr, state, betas, eps, 0)


class Rule:
    """An optimizer that applies one update function to every parameter."""

    def __init__(self, update, params, lr, **constants):
        self.update = update
        self.params = params
        self.lr = lr
        self.constants = constants
        self.states = [{} for _ in params]

    def step(self, grads):
        for i, g in enumerate(grads):
            if g is not None:
                self.update(self.params[i], g, self.lr, self.states[i], **self.constants)


class SGD(Rule):
    def __init__(self, params, lr=0.001, momentum=0.0, dampening=0.0, weight_decay=0.0, nesterov=False):
        super().__init__(
            update_sgd,
            params,
            lr,
            momentum=momentum,
            dampening=dampening,
            weight_decay=weight_decay,
            nesterov=nesterov,
        )


class Adagrad(Rule):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(update_adagrad, params, lr, eps=eps)


class RMSprop(Rule):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        super().__init__(update_rmsprop, params, lr, alpha=alpha, eps=eps)


class Adam(Rule):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(update_adam, params, lr, betas=betas, eps=eps, weight_decay=weight_decay)


class AdamW(Rule):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        super().__init__(update_adamw, params, lr, betas=betas, eps=eps, weight_decay=weight_decay)


def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** ((step - step % step_size) // step_size)


def exponential_decay(lr, step, gamma):
    return gamma**step * lr


def inverse_time_decay(lr, step, decay):
    return lr / (step * decay + 1)


def clip_grad_norm(grads, max_norm):
    grads = [g for g in grads if g is not None]
    everything = np.concatenate([np.ravel(g) for g in grads])
    norm = np.sqrt(np.mean(everything**2))
    factor = max_norm / (norm + 1e-6)
    for g in grads:
        g *= min(1, factor)
    return norm


def clip_grad_value(grads, clip_value):
    for g in filter(lambda g: g is not None, grads):
        too_large = np.abs(g) > clip_value
        g[too_large] = clip_value * np.sign(g[too_large])
