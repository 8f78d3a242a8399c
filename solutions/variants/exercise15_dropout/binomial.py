# An honest variant: binomial draws of what is kept, np.where, and the layer of today made of the classic one.
import numpy as np


class ClassicDropout:
    def __init__(self, p, rng):
        if not (p >= 0 and p <= 1):
            raise ValueError(p)
        self.p = p
        self.rng = rng
        self.dropping = True

    def train(self):
        self.dropping = True

    def eval(self):
        self.dropping = False

    def forward(self, x):
        self.kept = self.rng.binomial(1, 1 - self.p, size=x.shape).astype(bool) if self.dropping else None
        self.keep_rate = 1 - self.p
        return self._pass(x)

    def backward(self, grad_output):
        return self._pass(grad_output)

    def _pass(self, array):
        if self.kept is None:
            return array * array.dtype.type(self.keep_rate)
        return np.where(self.kept, array, array.dtype.type(0))


class Dropout(ClassicDropout):
    def _pass(self, array):
        if self.kept is None:
            return array.copy()
        if self.keep_rate == 0:
            return np.zeros_like(array)
        return super()._pass(array) / array.dtype.type(self.keep_rate)
