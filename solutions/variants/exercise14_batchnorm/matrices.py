# An honest variant: one function for both layers, on matrices whose rows are normalized together; float64 inside and
# cast back, and the backward pass as a projection onto what is at right angles to ones and to the row.
import numpy as np


def rows_of_channels(x):
    return np.moveaxis(x, 1, 0).reshape(x.shape[1], -1).astype(np.float64)


def back_to_channels(rows, shape):
    n, c, *rest = shape
    return np.moveaxis(rows.reshape(c, n, *rest), 0, 1)


def normalize(rows):
    centred = rows - rows.mean(axis=1, keepdims=True)
    return centred, (centred * centred).sum(axis=1, keepdims=True) / rows.shape[1]


def project(grads, centred, root):
    flat = grads - grads.mean(axis=1, keepdims=True)
    share = (flat * centred).mean(axis=1, keepdims=True) / root**2
    return (flat - share * centred) / root


class BatchNorm:
    def __init__(self, weight, bias, eps=1e-5, momentum=0.1):
        self.weight, self.bias = weight, bias
        self.eps, self.momentum = eps, momentum
        self.running_mean, self.running_var = 0 * weight, 0 * weight + 1
        self.train()

    def train(self):
        self.normalization = self.by_batch

    def eval(self):
        self.normalization = self.by_memory

    def by_batch(self, rows):
        if rows.shape[1] == 1:
            raise ValueError("the variance of one value per channel cannot be estimated")
        centred, var = normalize(rows)
        dtype, keep = self.running_mean.dtype, 1 - self.momentum
        mean, spread = rows.mean(axis=1), rows.var(axis=1, ddof=1)
        self.running_mean = (keep * self.running_mean + self.momentum * mean).astype(dtype)
        self.running_var = (keep * self.running_var + self.momentum * spread).astype(dtype)
        return centred, np.sqrt(var + self.eps), project

    def by_memory(self, rows):
        root = np.sqrt(self.running_var.astype(np.float64)[:, None] + self.eps)
        return rows - self.running_mean[:, None], root, lambda grads, _, root: grads / root

    def forward(self, x):
        self.centred, self.root, self.gradient = self.normalization(rows_of_channels(x))
        output = self.centred / self.root * self.weight[:, None] + self.bias[:, None]
        return back_to_channels(output, x.shape).astype(x.dtype)

    def backward(self, grad_output):
        grads, dtype = rows_of_channels(grad_output), grad_output.dtype
        self.grad_bias = grads.sum(axis=1).astype(dtype)
        self.grad_weight = np.einsum("cm,cm->c", grads, self.centred / self.root).astype(dtype)
        grad_x = self.gradient(grads * self.weight[:, None], self.centred, self.root)
        return back_to_channels(grad_x, grad_output.shape).astype(dtype)


class LayerNorm:
    def __init__(self, weight, bias, eps=1e-5):
        self.weight, self.bias, self.eps = weight, bias, eps

    def rows(self, array):
        return array.reshape(-1, self.weight.size).astype(np.float64)

    def forward(self, x):
        self.centred, var = normalize(self.rows(x))
        self.root = np.sqrt(var + self.eps)
        output = self.centred / self.root * self.weight.reshape(-1) + self.bias.reshape(-1)
        return output.reshape(x.shape).astype(x.dtype)

    def backward(self, grad_output):
        grads, dtype, shape = self.rows(grad_output), grad_output.dtype, self.weight.shape
        self.grad_bias = grads.sum(axis=0).reshape(shape).astype(dtype)
        self.grad_weight = (grads * self.centred / self.root).sum(axis=0).reshape(shape).astype(dtype)
        grad_x = project(grads * self.weight.reshape(-1), self.centred, self.root)
        return grad_x.reshape(grad_output.shape).astype(dtype)
