# loses: example_pyramid pyramid_forward pyramid_backward
"""Exercise 18. Every window is cut out by a double loop over places."""

import numpy as np


def to_pair(v):
    if isinstance(v, int):
        return v, v
    return v[0], v[1]


class _Pool:
    """Shared by max and average pooling."""

    fill = 0.0

    def __init__(self, kernel_size, stride=None, padding=0):
        self.kh, self.kw = to_pair(kernel_size)
        self.sh, self.sw = to_pair(kernel_size if stride is None else stride)
        self.ph, self.pw = to_pair(padding)
        if self.ph > self.kh / 2 or self.pw > self.kw / 2:
            raise ValueError("padding should be at most half of the kernel size")

    def pad(self, x):
        N, C, H, W = x.shape
        xp = np.full((N, C, H + 2 * self.ph, W + 2 * self.pw), self.fill, dtype=x.dtype)
        xp[:, :, self.ph : self.ph + H, self.pw : self.pw + W] = x
        return xp

    def out_size(self):
        _, _, H, W = self.x.shape
        return (H + 2 * self.ph - self.kh) // self.sh + 1, (W + 2 * self.pw - self.kw) // self.sw + 1

    def window(self, a, i, j):
        return a[:, :, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw]

    def unpad(self, g):
        _, _, H, W = self.x.shape
        return g[:, :, self.ph : self.ph + H, self.pw : self.pw + W]


class MaxPool2d(_Pool):
    fill = -np.inf

    def forward(self, x):
        self.x = x
        xp = self.pad(x)
        N, C = x.shape[:2]
        Ho, Wo = self.out_size()
        y = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
        for i in range(Ho):
            for j in range(Wo):
                y[:, :, i, j] = self.window(xp, i, j).max(axis=(2, 3))
        return y

    def backward(self, grad_output):
        xp = self.pad(self.x)
        N, C = self.x.shape[:2]
        dx = np.zeros_like(xp)
        Ho, Wo = self.out_size()
        for i in range(Ho):
            for j in range(Wo):
                flat = self.window(xp, i, j).reshape(N, C, self.kh * self.kw)
                mask = np.arange(self.kh * self.kw) == flat.argmax(axis=2)[:, :, None]
                mask = mask.reshape(N, C, self.kh, self.kw)
                self.window(dx, i, j)[...] += mask * grad_output[:, :, i, j][:, :, None, None]
        return self.unpad(dx)


class AvgPool2d(_Pool):
    def forward(self, x):
        self.x = x
        xp = self.pad(x)
        N, C = x.shape[:2]
        Ho, Wo = self.out_size()
        y = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
        for i in range(Ho):
            for j in range(Wo):
                y[:, :, i, j] = self.window(xp, i, j).mean(axis=(2, 3))
        return y

    def backward(self, grad_output):
        dx = self.pad(np.zeros_like(self.x))
        Ho, Wo = self.out_size()
        for i in range(Ho):
            for j in range(Wo):
                self.window(dx, i, j)[...] += grad_output[:, :, i, j][:, :, None, None] / (self.kh * self.kw)
        return self.unpad(dx)


class GlobalAvgPool2d:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(2, 3))

    def backward(self, grad_output):
        H, W = self.shape[2:]
        dx = np.empty(self.shape, dtype=grad_output.dtype)
        dx[...] = grad_output[:, :, None, None] / (H * W)
        return dx


class GlobalMaxPool2d:
    def forward(self, x):
        N, C, H, W = x.shape
        self.shape = x.shape
        flat = x.reshape(N, C, H * W)
        self.idx = flat.argmax(axis=2)
        return flat.max(axis=2)

    def backward(self, grad_output):
        N, C, H, W = self.shape
        dx = np.zeros((N, C, H * W), dtype=grad_output.dtype)
        for n in range(N):
            for c in range(C):
                dx[n, c, self.idx[n, c]] = grad_output[n, c]
        return dx.reshape(N, C, H, W)


class StochasticPool2d:
    def __init__(self, kernel_size, stride=None, rng=None):
        self.kh, self.kw = to_pair(kernel_size)
        self.sh, self.sw = to_pair(kernel_size if stride is None else stride)
        self.rng = rng
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        N, C, H, W = x.shape
        self.shape = x.shape
        Ho, Wo = (H - self.kh) // self.sh + 1, (W - self.kw) // self.sw + 1
        y = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
        # slope of each output with respect to each entry of its window
        self.slope = np.zeros((N, C, Ho, Wo, self.kh * self.kw), dtype=x.dtype)
        for i in range(Ho):
            for j in range(Wo):
                win = x[:, :, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw]
                win = win.reshape(N, C, self.kh * self.kw)
                s = win.sum(axis=2)
                s = np.where(s == 0, 1, s)
                if self.training:
                    u = self.rng.random((N, C)) * win.cumsum(axis=2)[:, :, -1]
                    idx = (win.cumsum(axis=2) <= u[:, :, None]).sum(axis=2)
                    hot = np.arange(self.kh * self.kw) == idx[:, :, None]
                    y[:, :, i, j] = (win * hot).sum(axis=2)
                    self.slope[:, :, i, j] = hot
                else:
                    y[:, :, i, j] = (win**2).sum(axis=2) / s
                    self.slope[:, :, i, j] = (2 * win - y[:, :, i, j][:, :, None]) / s[:, :, None]
        return y

    def backward(self, grad_output):
        N, C, H, W = self.shape
        dx = np.zeros(self.shape, dtype=grad_output.dtype)
        for i in range(grad_output.shape[2]):
            for j in range(grad_output.shape[3]):
                g = self.slope[:, :, i, j] * grad_output[:, :, i, j][:, :, None]
                g = g.reshape(N, C, self.kh, self.kw)
                dx[:, :, i * self.sh : i * self.sh + self.kh, j * self.sw : j * self.sw + self.kw] += g
        return dx


class SpatialPyramidPool:
    def __init__(self, levels):
        self.levels = levels

    def bins(self, size, n):
        starts = [int(np.floor(i * size / n)) for i in range(n)]
        ends = [max(int((i + 1) * size / n), starts[i] + 1) for i in range(n)]
        return list(zip(starts, ends))

    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        parts = []
        for n in self.levels:
            out = np.zeros((N, C, n, n), dtype=x.dtype)
            for i, (r0, r1) in enumerate(self.bins(H, n)):
                for j, (c0, c1) in enumerate(self.bins(W, n)):
                    out[:, :, i, j] = x[:, :, r0:r1, c0:c1].max(axis=(2, 3))
            parts.append(out.reshape(N, C * n * n))
        return np.concatenate(parts, axis=1)

    def backward(self, grad_output):
        N, C, H, W = self.x.shape
        dx = np.zeros_like(self.x)
        start = 0
        for n in self.levels:
            g = grad_output[:, start : start + C * n * n].reshape(N, C, n, n)
            start += C * n * n
            for i, (r0, r1) in enumerate(self.bins(H, n)):
                for j, (c0, c1) in enumerate(self.bins(W, n)):
                    pool = GlobalMaxPool2d()
                    pool.forward(self.x[:, :, r0:r1, c0:c1])
                    dx[:, :, r0:r1, c0:c1] += pool.backward(g[:, :, i, j])
        return dx
