# An honest variant: a function of one number and its derivative for each layer, applied entry by entry in float64.
import math
import random

import numpy as np


class Layer:
    def forward(self, x):
        self.inputs = x.astype(np.float64)
        self.rates = np.empty(x.shape)
        output = np.empty_like(x)
        for index in np.ndindex(*x.shape):
            output[index], self.rates[index] = self.at(float(x[index]), index)
        return output

    def backward(self, grad_output):
        grad_x = np.empty_like(grad_output)
        for index in np.ndindex(*grad_x.shape):
            grad_x[index] = float(grad_output[index]) * self.rates[index]
        return grad_x


class Sigmoid(Layer):
    def at(self, x, _):
        small = math.exp(-abs(x))
        y = 1 / (1 + small) if x >= 0 else small / (1 + small)
        return y, small / (1 + small) ** 2


class Tanh(Layer):
    def at(self, x, _):
        small = math.exp(-2 * abs(x))
        y = math.copysign((1 - small) / (1 + small), x)
        return y, 4 * small / (1 + small) ** 2


class Hardtanh(Layer):
    def __init__(self, min_val=-1.0, max_val=1.0):
        self.min_val, self.max_val = min_val, max_val

    def at(self, x, _):
        if x <= self.min_val:
            return self.min_val, 0.0
        if x >= self.max_val:
            return self.max_val, 0.0
        return x, 1.0


class Leaky(Layer):
    def at(self, x, index):
        slope = 1.0 if x > 0 else self.slope(index)
        return slope * x, slope


class ReLU(Leaky):
    def slope(self, _):
        return 0.0


class LeakyReLU(Leaky):
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def slope(self, _):
        return self.negative_slope


class PReLU(Leaky):
    def __init__(self, weight):
        self.weight = weight

    def which(self, index):
        return 0 if len(self.weight) == 1 else index[1]

    def slope(self, index):
        return float(self.weight[self.which(index)])

    def backward(self, grad_output):
        sums = [0.0] * len(self.weight)
        for index in np.ndindex(*grad_output.shape):
            if self.inputs[index] < 0:
                sums[self.which(index)] += float(grad_output[index]) * self.inputs[index]
        self.grad_weight = np.array(sums, dtype=self.weight.dtype)
        return super().backward(grad_output)


class RReLU(Leaky):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        self.lower, self.upper, self.is_training = lower, upper, True
        self.draw = random.random if rng is None else rng.random

    def train(self):
        self.is_training = True

    def eval(self):
        self.is_training = False

    def slope(self, _):
        share = self.draw() if self.is_training else 0.5
        return (1 - share) * self.lower + share * self.upper


class ELU(Layer):
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def at(self, x, _):
        if x > 0:
            return x, 1.0
        return self.alpha * math.expm1(x), self.alpha * math.exp(x)


class Maxout:
    def __init__(self, num_pieces):
        self.num_pieces = num_pieces

    def forward(self, x):
        if x.shape[1] % self.num_pieces != 0:
            raise ValueError("some channels would be left over")
        self.shape = x.shape
        self.sources = {}
        output = np.empty((x.shape[0], x.shape[1] // self.num_pieces, *x.shape[2:]), dtype=x.dtype)
        for n, c, *position in np.ndindex(*output.shape):
            best = c * self.num_pieces
            for channel in range(best + 1, best + self.num_pieces):
                if x[(n, channel, *position)] > x[(n, best, *position)]:
                    best = channel
            self.sources[(n, c, *position)] = (n, best, *position)
            output[(n, c, *position)] = x[(n, best, *position)]
        return output

    def backward(self, grad_output):
        grad_x = np.zeros(self.shape, dtype=grad_output.dtype)
        for to, source in self.sources.items():
            grad_x[source] = grad_output[to]
        return grad_x
