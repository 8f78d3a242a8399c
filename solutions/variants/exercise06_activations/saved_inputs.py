# An honest variant in PyTorch: every layer remembers its input and decides going back; sums by einsum, Maxout by a sort.
import torch


class Layer:
    def forward(self, x):
        self.x = x
        self.freeze(x)
        return self.value(x)

    def backward(self, grad_output):
        return grad_output * self.rate(self.x)

    def freeze(self, x):
        pass


class Sigmoid(Layer):
    def value(self, x):
        small = torch.exp(-x.abs())
        return torch.where(x >= 0, torch.ones_like(x), small) / (1 + small)

    def rate(self, x):
        return self.value(x) * self.value(-x)


class Tanh(Layer):
    def value(self, x):
        return torch.tanh(x)

    def rate(self, x):
        return 1 / torch.cosh(x) ** 2


class Hardtanh(Layer):
    def __init__(self, min_val=-1.0, max_val=1.0):
        self.min_val, self.max_val = min_val, max_val

    def freeze(self, x):
        self.bounds = self.min_val, self.max_val

    def value(self, x):
        return torch.clamp(x, *self.bounds)

    def rate(self, x):
        return (torch.clamp(x, *self.bounds) == x).to(x.dtype) * (x != self.bounds[0]) * (x != self.bounds[1])


class LeakyReLU(Layer):
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def freeze(self, x):
        self.slope = torch.full_like(x, self.negative_slope)

    def value(self, x):
        return torch.where(x > 0, x, self.slope * x)

    def rate(self, x):
        return torch.where(x > 0, torch.ones_like(x), self.slope)


class ReLU(LeakyReLU):
    def __init__(self):
        super().__init__(0.0)


class PReLU(LeakyReLU):
    def __init__(self, weight):
        self.weight = weight

    def freeze(self, x):
        if self.weight.numel() == 1:
            self.slope = self.weight.expand(x.shape).clone()
        else:
            self.slope = self.weight.expand(x.movedim(1, -1).shape).movedim(-1, 1).clone()

    def backward(self, grad_output):
        products = grad_output * torch.where(self.x > 0, torch.zeros_like(self.x), self.x)
        if self.weight.numel() == 1:
            self.grad_weight = products.sum().reshape(1)
        else:
            self.grad_weight = torch.einsum("nc...->c", products)
        return super().backward(grad_output)


class RReLU(LeakyReLU):
    def __init__(self, lower=1 / 8, upper=1 / 3, rng=None):
        self.lower, self.upper, self.rng = lower, upper, rng
        self.draws = True

    def train(self):
        self.draws = True

    def eval(self):
        self.draws = False

    def freeze(self, x):
        if self.draws:
            self.slope = torch.empty_like(x).uniform_(self.lower, self.upper, generator=self.rng)
        else:
            self.slope = torch.full_like(x, 0.5 * self.lower + 0.5 * self.upper)


class ELU(Layer):
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def freeze(self, x):
        self.frozen = self.alpha

    def value(self, x):
        return torch.where(x > 0, x, self.frozen * torch.expm1(x))

    def rate(self, x):
        return torch.where(x > 0, torch.ones_like(x), self.frozen * torch.exp(x))


class Maxout:
    def __init__(self, num_pieces):
        self.num_pieces = num_pieces

    def forward(self, x):
        if x.shape[1] % self.num_pieces:
            raise ValueError("num_pieces does not divide the number of channels")
        self.pieces = self.num_pieces
        pieces = torch.stack([x[:, piece :: self.pieces] for piece in range(self.pieces)])
        order = torch.sort(pieces, dim=0, descending=True, stable=True).indices
        self.winner = order[0]
        return torch.take_along_dim(pieces, self.winner[None], dim=0)[0]

    def backward(self, grad_output):
        gradients = [grad_output * (self.winner == piece) for piece in range(self.pieces)]
        return torch.stack(gradients, dim=2).flatten(1, 2)
