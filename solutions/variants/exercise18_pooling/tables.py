# An honest variant in PyTorch: a table says which pixels each window reads, and scatter_add_ takes gradients back.
import torch


def table_of(image, kernel, stride, padding):
    """For each place, the numbers of the pixels in the window; the padding has the number H·W."""
    h, w = image
    pixels = torch.full((h + 2 * padding[0], w + 2 * padding[1]), h * w)
    pixels[padding[0] : padding[0] + h, padding[1] : padding[1] + w] = torch.arange(h * w).reshape(h, w)
    windows = pixels.unfold(0, kernel[0], stride[0]).unfold(1, kernel[1], stride[1])
    return windows.reshape(windows.shape[0], windows.shape[1], kernel[0] * kernel[1])


def as_pair(value):
    return (value,) * 2 if isinstance(value, int) else tuple(value)


class Layer:
    outside = 0.0

    def __init__(self, kernel_size, stride=None, padding=0):
        self.kernel_size = as_pair(kernel_size)
        self.stride = as_pair(kernel_size if stride is None else stride)
        self.padding = as_pair(padding)
        if any(p > k // 2 for p, k in zip(self.padding, self.kernel_size, strict=True)):
            raise ValueError("too much padding")

    def look(self, x):
        """The windows of x, (N, C, H', W', K)."""
        self.size = tuple(x.shape)
        self.table = table_of(self.size[2:], self.kernel_size, self.stride, self.padding)
        border = x.new_full((self.size[0], self.size[1], 1), self.outside)
        return torch.cat([x.flatten(2), border], dim=2)[:, :, self.table]


def numbers_of(table, chosen):
    """The pixel's number of the entry that was chosen in each window."""
    return table.expand(*chosen.shape, table.shape[-1]).gather(-1, chosen.unsqueeze(-1)).squeeze(-1)


class MaxPool2d(Layer):
    outside = -float("inf")

    def forward(self, x):
        windows = self.look(x)
        chosen = windows.argmax(-1)
        self.numbers = numbers_of(self.table, chosen)
        return windows.gather(-1, chosen.unsqueeze(-1)).squeeze(-1)

    def backward(self, grad_output):
        n, c, h, w = self.size
        grad_x = grad_output.new_zeros((n, c, h * w))
        places = grad_output.shape[2] * grad_output.shape[3]
        grad_x.scatter_add_(2, self.numbers.reshape(n, c, places), grad_output.reshape(n, c, places))
        return grad_x.reshape(n, c, h, w)


class AvgPool2d(Layer):
    def forward(self, x):
        return self.look(x).sum(-1) / self.table.shape[-1]

    def backward(self, grad_output):
        n, c, h, w = self.size
        entries = self.table.numel()
        gradients = (grad_output / self.table.shape[-1]).unsqueeze(-1).expand(n, c, *self.table.shape)
        grad_x = grad_output.new_zeros((n, c, h * w + 1))
        numbers = self.table.expand(n, c, *self.table.shape)
        grad_x.scatter_add_(2, numbers.reshape(n, c, entries), gradients.reshape(n, c, entries))
        return grad_x[:, :, :-1].reshape(n, c, h, w)


class GlobalAvgPool2d:
    def forward(self, x):
        self.size = x.shape
        return x.sum(3).sum(2) / (self.size[2] * self.size[3])

    def backward(self, grad_output):
        return (grad_output / (self.size[2] * self.size[3]))[:, :, None, None].expand(self.size)


class GlobalMaxPool2d:
    def forward(self, x):
        self.pool = MaxPool2d(tuple(x.shape[2:]))
        return self.pool.forward(x)[:, :, 0, 0]

    def backward(self, grad_output):
        return self.pool.backward(grad_output[:, :, None, None])


class StochasticPool2d(Layer):
    def __init__(self, kernel_size, stride=None, rng=None):
        super().__init__(kernel_size, stride)
        self.rng = rng
        self.mode = "train"

    def train(self):
        self.mode = "train"

    def eval(self):
        self.mode = "eval"

    def forward(self, x):
        windows = self.look(x)
        total = windows.sum(-1, keepdim=True)
        empty = total == 0
        if self.mode == "train":
            weights = torch.where(empty, torch.ones_like(windows), windows)
            drawn = torch.multinomial(weights.reshape(-1, weights.shape[-1]), 1, generator=self.rng)
            drawn = drawn.reshape(total.shape)
            self.slopes = torch.zeros_like(windows).scatter_(-1, drawn, 1.0)
            self.slopes[empty.expand_as(windows)] = 0.0
            return windows.gather(-1, drawn).squeeze(-1)
        output = (windows**2).sum(-1, keepdim=True) / total
        self.slopes = torch.where(empty, torch.zeros_like(windows), (2 * windows - output) / total)
        return torch.where(empty, torch.zeros_like(output), output).squeeze(-1)

    def backward(self, grad_output):
        n, c, h, w = self.size
        gradients = self.slopes * grad_output.unsqueeze(-1)
        grad_x = grad_output.new_zeros((n, c, h * w))
        for entry in range(self.table.shape[-1]):
            for row, numbers in enumerate(self.table[:, :, entry]):
                for column, number in enumerate(numbers.tolist()):
                    grad_x[:, :, number] += gradients[:, :, row, column, entry]
        return grad_x.reshape(n, c, h, w)


class SpatialPyramidPool:
    def __init__(self, levels):
        self.levels = tuple(levels)

    def forward(self, x):
        self.size, self.pools, rows = x.shape, [], []
        for level in self.levels:
            maxima = []
            for i in range(level):
                for j in range(level):
                    top, bottom = i * self.size[2] // level, ((i + 1) * self.size[2] + level - 1) // level
                    left, right = j * self.size[3] // level, ((j + 1) * self.size[3] + level - 1) // level
                    pool = GlobalMaxPool2d()
                    maxima.append(pool.forward(x[:, :, top:bottom, left:right]))
                    self.pools.append((pool, slice(top, bottom), slice(left, right)))
            rows.append(torch.stack(maxima, dim=2).flatten(1))
        return torch.cat(rows, dim=1)

    def backward(self, grad_output):
        grad_x, start, pools = grad_output.new_zeros(self.size), 0, iter(self.pools)
        for level in self.levels:
            for place in range(level * level):
                pool, rows, columns = next(pools)
                numbers = [start + channel * level * level + place for channel in range(self.size[1])]
                grad_x[:, :, rows, columns] += pool.backward(grad_output[:, numbers])
            start += self.size[1] * level * level
        return grad_x
