# loses: nothing
import torch


class SGD:
    def __init__(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False):
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.velocity = {}

    def step(self, grads):
        for i, (p, g) in enumerate(zip(self.params, grads)):
            if g is None:
                continue
            if self.weight_decay != 0:
                g = g + self.weight_decay * p
            if self.momentum != 0:
                if i in self.velocity:
                    self.velocity[i] = self.momentum * self.velocity[i] + (1 - self.dampening) * g
                else:
                    self.velocity[i] = g.clone()
                g = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.sub_(self.lr * g)


class Adagrad:
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.params = list(params)
        self.lr = lr
        self.eps = eps
        self.total = [torch.zeros_like(p) for p in self.params]

    def step(self, grads):
        for p, g, total in zip(self.params, grads, self.total):
            if g is None:
                continue
            total.add_(g * g)
            p.sub_(self.lr * g / (torch.sqrt(total) + self.eps))


class RMSprop:
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-8):
        self.params = list(params)
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.average = [torch.zeros_like(p) for p in self.params]

    def step(self, grads):
        for p, g, average in zip(self.params, grads, self.average):
            if g is None:
                continue
            average.mul_(self.alpha).add_((1 - self.alpha) * g * g)
            p.sub_(self.lr * g / (torch.sqrt(average) + self.eps))


def adam_direction(state, g, betas, eps):
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * g
    state["s"] = betas[1] * state["s"] + (1 - betas[1]) * g * g
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    s_hat = state["s"] / (1 - betas[1] ** state["t"])
    return m_hat / (torch.sqrt(s_hat) + eps)


class Adam:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        self.params = list(params)
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.state = [{"t": 0, "m": torch.zeros_like(p), "s": torch.zeros_like(p)} for p in self.params]

    def step(self, grads):
        for p, g, state in zip(self.params, grads, self.state):
            if g is not None:
                p -= self.lr * adam_direction(state, g + self.weight_decay * p, self.betas, self.eps)


class AdamW:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = list(params)
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.state = [{"t": 0, "m": torch.zeros_like(p), "s": torch.zeros_like(p)} for p in self.params]

    def step(self, grads):
        for p, g, state in zip(self.params, grads, self.state):
            if g is not None:
                p *= 1 - self.lr * self.weight_decay
                p -= self.lr * adam_direction(state, g, self.betas, self.eps)


def step_decay(lr, step, step_size, gamma):
    return lr * gamma ** (step // step_size)


def exponential_decay(lr, step, gamma):
    return lr * gamma**step


def inverse_time_decay(lr, step, decay):
    return lr / (1.0 + decay * step)


def clip_grad_norm(grads, max_norm):
    grads = [g for g in grads if g is not None]
    norm = torch.sqrt(sum((g * g).sum() for g in grads))
    factor = max_norm / (norm + 1e-6)
    if factor < 1:
        for g in grads:
            g.mul_(factor)
    return norm


def clip_grad_value(grads, clip_value):
    for g in grads:
        if g is not None:
            g[g > clip_value] = clip_value
            g[g < -clip_value] = -clip_value
