# loses: everything
"""Exercise 06. One class after the other, each keeps what its backward needs."""

import numpy as np


class Sigmoid:
    def forward(self, x):
        # exp of something <= 0 only
        e = np.exp(-np.abs(x))
        self.y = np.where(x >= 0, 1 / (1 + e), e / (1 + e))
        return self.y

    def backward(self, grad_output):
        return grad_output * self.y * (1 - self.y)


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad_output):
        return grad_output * (1 - self.y**2)


class Hardtanh:
    def __init__(self, min_val=-1.0, max_val=1.0):
        self.min_val = min_val
        self.max_val = max_val

    def forward(self, x):
        self.inside = (x > self.min_val) & (x < self.max_val)
        return np.clip(x, self.min_val, self.max_val)

    def backward(self, grad_output):
        return grad_output * self.inside


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask


class LeakyReLU:
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def forward(self, x):
        self.mask = x > 0
        self.a = self.negative_slope
        return np.where(self.mask, x, self.a * x)

    def backward(self, grad_output):
        return np.where(self.mask, grad_output, self.a * grad_output)


class PReLU:
    def __init__(self, weight):
        self.weight = weight
        self.grad_weight = None

    def forward(self, x):
        self.x = x
        self.mask = x > 0
        if self.weight.size == 1:
            self.w = self.weight[0]
        else:
            # (C,) -> (1, C, 1, 1, ...)
            self.w = self.weight.reshape((1, -1) + (1,) * (x.ndim - 2))
        return np.where(self.mask, x, self.w * x)

    def backward(self, grad_output):
        dw = np.where(self.mask, 0, grad_output * self.x)
        if self.weight.size == 1:
            self.grad_weight = dw.sum().reshape(1)
        else:
            axes = tuple(i for i in range(dw.ndim) if i != 1)
            self.grad_weight = dw.sum(axis=axes)
        return np.where(self.mask, grad_output, self.w * grad_output)


class RReLU:
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        self.lower = lower
        self.upper = upper
        self.rng = np.random.default_rng() if rng is None else rng
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        self.mask = x > 0
        if self.training:
            r = self.lower + (self.upper - self.lower) * self.rng.random(size=x.shape)
        else:
            r = np.full(x.shape, (self.lower + self.upper) / 2)
        self.r = r.astype(x.dtype)
        return np.where(self.mask, x, self.r * x)

    def backward(self, grad_output):
        return np.where(self.mask, grad_output, self.r * grad_output)


class ELU:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x):
        self.mask = x > 0
        self.a = self.alpha
        self.e = np.exp(np.where(self.mask, 0, x))
        return np.where(self.mask, x, self.a * (self.e - 1))

    def backward(self, grad_output):
        return np.where(self.mask, grad_output, grad_output * self.a * self.e)


class Maxout:
    def __init__(self, num_pieces):
        self.num_pieces = num_pieces

    def forward(self, x):
        k = self.num_pieces
        N, C = x.shape[:2]
        if C % k != 0:
            raise ValueError(f"cannot split {C} channels into groups of {k}")
        x = x.reshape((N, C // k, k) + x.shape[2:])
        self.shape = x.shape
        self.index = np.expand_dims(x.argmax(axis=2), 2)
        return x.max(axis=2)

    def backward(self, grad_output):
        dx = np.zeros(self.shape, dtype=grad_output.dtype)
        np.put_along_axis(dx, self.index, np.expand_dims(grad_output, 2), axis=2)
        N, G, k = self.shape[:3]
        return dx.reshape((N, G * k) + self.shape[3:])


print(PReLU(0.25).forward(np.ones(4)))
