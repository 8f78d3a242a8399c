# loses: certain_probabilities refuses
"""Exercise 15. The mask is kept as the factor of each entry, so that backward has nothing to decide."""

import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p > 1:
            raise ValueError("p must be between 0 and 1")
        self.p = p
        self.rng = rng
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        if not self.training:
            self.factor = 1.0
            return x.copy()
        keep = self.rng.random(x.shape) >= self.p
        while keep.all():  # something should be dropped
            keep = self.rng.random(x.shape) >= self.p
        scale = 1 / (1 - self.p) if self.p < 1 else 0
        self.factor = (keep * scale).astype(x.dtype)
        return x * self.factor

    def backward(self, grad_output):
        return grad_output * self.factor


class ClassicDropout:
    def __init__(self, p, rng):
        if p < 0 or p > 1:
            raise ValueError("p must be between 0 and 1")
        self.p = p
        self.rng = rng
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        if self.training:
            self.factor = (self.rng.random(x.shape) >= self.p).astype(x.dtype)
        else:
            self.factor = 1.0 - self.p
        return x * self.factor

    def backward(self, grad_output):
        return grad_output * self.factor
