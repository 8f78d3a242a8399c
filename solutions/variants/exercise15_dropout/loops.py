# An honest variant: drawn row by row in loops, in float64, and a set of what was dropped.
import numpy as np


class _Layer:
    def __init__(self, p, rng):
        if p < 0 or p > 1:
            raise ValueError("p must lie between 0 and 1")
        self.p, self.rng, self.is_training = p, rng, True

    def train(self):
        self.is_training = True

    def eval(self):
        self.is_training = False

    def forward(self, x):
        kept, rest = self.factors()
        self.factor = np.full(x.shape, rest)
        if self.is_training:
            for index in np.ndindex(x.shape[:-1]):
                dropped = self.rng.random(x.shape[-1]) < self.p
                self.factor[index] = [0.0 if gone else kept for gone in dropped]
        return self.times(x)

    def backward(self, grad_output):
        return self.times(grad_output)

    def times(self, array):
        return (array.astype(np.float64) * self.factor).astype(array.dtype)


class Dropout(_Layer):
    def factors(self):
        return 0.0 if self.p == 1 else 1.0 / (1.0 - self.p), 1.0


class ClassicDropout(_Layer):
    def factors(self):
        return 1.0, 1.0 - self.p
