# loses: nothing
"""Exercise 18, with tensors: windows by unfold, gradients by index_add_ on a flat image."""

import torch


def to_pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)


class Windows:
    def __init__(self, kernel_size, stride, padding=0):
        self.k = to_pair(kernel_size)
        self.s = self.k if stride is None else to_pair(stride)
        self.p = to_pair(padding)
        if 2 * self.p[0] > self.k[0] or 2 * self.p[1] > self.k[1]:
            raise ValueError("padding should be at most half of the kernel size")

    def cut(self, x, fill=0.0):
        """(N, C, H', W', kh*kw), and remember which pixel every entry came from."""
        N, C, H, W = x.shape
        (ph, pw), (kh, kw), (sh, sw) = self.p, self.k, self.s
        padded = torch.full((N, C, H + 2 * ph, W + 2 * pw), fill, dtype=x.dtype, device=x.device)
        padded[:, :, ph : ph + H, pw : pw + W] = x
        self.padded_shape = padded.shape
        numbers = torch.arange(padded.shape[2] * padded.shape[3], device=x.device)
        numbers = numbers.reshape(padded.shape[2], padded.shape[3])
        self.where = numbers.unfold(0, kh, sh).unfold(1, kw, sw).flatten(2)
        return padded.unfold(2, kh, sh).unfold(3, kw, sw).flatten(4)

    def put_back(self, g):
        N, C, H, W = self.padded_shape
        flat = torch.zeros((N, C, H * W), dtype=g.dtype, device=g.device)
        flat.index_add_(2, self.where.flatten(), g.flatten(2))
        ph, pw = self.p
        return flat.reshape(N, C, H, W)[:, :, ph : H - ph, pw : W - pw]


def first_max(entries):
    """One at the first maximum along the last axis, zero elsewhere."""
    index = entries.argmax(dim=-1, keepdim=True)
    return torch.zeros_like(entries).scatter_(-1, index, 1.0)


class MaxPool2d:
    def __init__(self, kernel_size, stride=None, padding=0):
        self.windows = Windows(kernel_size, stride, padding)

    def forward(self, x):
        entries = self.windows.cut(x, float("-inf"))
        self.mask = first_max(entries)
        return entries.amax(dim=-1)

    def backward(self, grad_output):
        return self.windows.put_back(self.mask * grad_output[..., None])


class AvgPool2d:
    def __init__(self, kernel_size, stride=None, padding=0):
        self.windows = Windows(kernel_size, stride, padding)

    def forward(self, x):
        entries = self.windows.cut(x)
        self.K = entries.shape[-1]
        return entries.mean(dim=-1)

    def backward(self, grad_output):
        g = grad_output[..., None] / self.K
        return self.windows.put_back(g.repeat(1, 1, 1, 1, self.K))


class GlobalAvgPool2d:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(dim=(2, 3))

    def backward(self, grad_output):
        N, C, H, W = self.shape
        return grad_output[:, :, None, None].repeat(1, 1, H, W) / (H * W)


class GlobalMaxPool2d:
    def forward(self, x):
        self.shape = x.shape
        entries = x.flatten(2)
        self.mask = first_max(entries)
        return entries.amax(dim=-1)

    def backward(self, grad_output):
        return (self.mask * grad_output[..., None]).reshape(self.shape)


class StochasticPool2d:
    def __init__(self, kernel_size, stride=None, rng=None):
        self.windows = Windows(kernel_size, stride)
        self.rng = rng
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        a = self.windows.cut(x)
        total = a.sum(dim=-1, keepdim=True)
        alive = (total > 0).to(x.dtype)
        total = total + (1 - alive)
        if self.training:
            # an exponential race: entry i wins with probability a_i / sum(a)
            times = -torch.log1p(-torch.rand(a.shape, generator=self.rng, dtype=torch.float64)) / a
            times = torch.where(a > 0, times, float("inf"))
            self.slope = alive * torch.zeros_like(a).scatter_(-1, times.argmin(dim=-1, keepdim=True), 1.0)
            return (self.slope * a).sum(dim=-1)
        y = (a * a).sum(dim=-1, keepdim=True) / total
        self.slope = (2 * a - y) / total
        return y[..., 0]

    def backward(self, grad_output):
        return self.windows.put_back(self.slope * grad_output[..., None])


class SpatialPyramidPool:
    def __init__(self, levels):
        self.levels = levels

    def bins(self, n):
        H, W = self.x.shape[2:]
        for i in range(n):
            for j in range(n):
                rows = slice(i * H // n, ((i + 1) * H + n - 1) // n)
                cols = slice(j * W // n, ((j + 1) * W + n - 1) // n)
                yield i * n + j, rows, cols

    def forward(self, x):
        self.x = x
        N, C = x.shape[:2]
        out = []
        for n in self.levels:
            level = torch.zeros((N, C, n * n), dtype=x.dtype, device=x.device)
            for number, rows, cols in self.bins(n):
                level[:, :, number] = x[:, :, rows, cols].amax(dim=(2, 3))
            out.append(level.reshape(N, C * n * n))
        return torch.cat(out, dim=1)

    def backward(self, grad_output):
        N, C = self.x.shape[:2]
        dx = torch.zeros_like(self.x)
        start = 0
        for n in self.levels:
            g = grad_output[:, start : start + C * n * n].reshape(N, C, n * n)
            start += C * n * n
            for number, rows, cols in self.bins(n):
                window = self.x[:, :, rows, cols]
                mask = first_max(window.flatten(2)).reshape(window.shape)
                dx[:, :, rows, cols] += mask * g[:, :, number, None, None]
        return dx
