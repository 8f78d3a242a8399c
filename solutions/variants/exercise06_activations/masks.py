# An honest variant: inputs are remembered and derivatives computed going back, by boolean indices; logaddexp for the
# sigmoid, and Maxout by a running maximum over strided slices.
import numpy as np


class Sigmoid:
    def forward(self, x):
        self.x = x
        return np.exp(-np.logaddexp(0, -x)).astype(x.dtype)

    def backward(self, grad_output):
        # σ(x) σ(-x), in logarithms
        return grad_output * np.exp(-np.logaddexp(0, -self.x) - np.logaddexp(0, self.x)).astype(grad_output.dtype)


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y.copy()

    def backward(self, grad_output):
        return grad_output * (1 - self.y) * (1 + self.y)


class Hardtanh:
    def __init__(self, min_val=-1.0, max_val=1.0):
        self.min_val = min_val
        self.max_val = max_val

    def forward(self, x):
        y = np.array(x)
        low, high = x <= self.min_val, x >= self.max_val
        y[low] = self.min_val
        y[high] = self.max_val
        self.flat = low | high
        return y

    def backward(self, grad_output):
        grad_x = np.array(grad_output)
        grad_x[self.flat] = 0
        return grad_x


class LeakyReLU:
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def slopes(self, x):
        return np.full(x.shape, self.negative_slope, dtype=x.dtype)

    def forward(self, x):
        self.rest = ~(x > 0)
        self.slope = self.slopes(x)[self.rest]
        return self.multiply(x)

    def backward(self, grad_output):
        return self.multiply(grad_output)

    def multiply(self, array):
        array = np.array(array)
        array[self.rest] *= self.slope
        return array


class ReLU(LeakyReLU):
    def __init__(self):
        super().__init__(0)


class PReLU(LeakyReLU):
    def __init__(self, weight):
        self.weight = weight

    def slopes(self, x):
        if self.weight.shape == (1,):
            return np.broadcast_to(self.weight, x.shape)
        return np.moveaxis(np.broadcast_to(self.weight, np.moveaxis(x, 1, -1).shape), -1, 1)

    def forward(self, x):
        self.below = np.where(x < 0, x, 0).astype(x.dtype)
        return super().forward(x)

    def backward(self, grad_output):
        products = grad_output * self.below
        if self.weight.shape == (1,):
            self.grad_weight = products.ravel().sum()[None]
        else:
            self.grad_weight = np.moveaxis(products, 1, 0).reshape(products.shape[1], -1).sum(axis=1)
        return super().backward(grad_output)


class RReLU(LeakyReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        self.lower, self.upper = lower, upper
        self.rng = rng or np.random.default_rng()
        self.mode = "train"

    def train(self):
        self.mode = "train"

    def eval(self):
        self.mode = "eval"

    def slopes(self, x):
        if self.mode == "eval":
            return np.full_like(x, (self.lower + self.upper) / 2)
        width = self.upper - self.lower
        return (self.upper - width * self.rng.random(x.shape)).astype(x.dtype)


class ELU:
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x):
        self.rest = x <= 0
        below = self.alpha * (np.exp(x[self.rest]) - 1)
        self.slope = below + self.alpha
        y = x.copy()
        y[self.rest] = below
        return y

    def backward(self, grad_output):
        grad_x = grad_output.copy()
        grad_x[self.rest] = grad_output[self.rest] * self.slope
        return grad_x


class Maxout:
    def __init__(self, num_pieces):
        self.num_pieces = num_pieces

    def forward(self, x):
        if x.shape[1] != x.shape[1] // self.num_pieces * self.num_pieces:
            raise ValueError("the channels do not come in whole groups")
        self.pieces = self.num_pieces
        best = x[:, :: self.pieces].copy()
        self.winner = np.zeros(best.shape, dtype=int)
        for number in range(1, self.pieces):
            piece = x[:, number :: self.pieces]
            larger = piece > best
            best[larger] = piece[larger]
            self.winner[larger] = number
        return best

    def backward(self, grad_output):
        n, c, *rest = grad_output.shape
        grad_x = np.zeros((n, c * self.pieces, *rest), dtype=grad_output.dtype)
        for number in range(self.pieces):
            grad_x[:, number :: self.pieces] = grad_output * (self.winner == number)
        return grad_x
