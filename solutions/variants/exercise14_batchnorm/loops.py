# An honest variant: one channel and one sample at a time in plain Python floats, running arrays written into, and the
# backward pass as the chain of derivatives through variance and mean.
import math

import numpy as np


def normalize(values, mean, var, eps):
    return [(value - mean) / math.sqrt(var + eps) for value in values]


def moments(values):
    mean = math.fsum(values) / len(values)
    return mean, math.fsum((value - mean) ** 2 for value in values) / len(values)


def chain(values, grads, mean, var, eps):
    # Ioffe and Szegedy, section 3: first the variance, then the mean, then the values.
    count = len(values)
    root = math.sqrt(var + eps)
    grad_var = math.fsum(g * (v - mean) for g, v in zip(grads, values, strict=True)) * -0.5 / root**3
    grad_mean = -math.fsum(grads) / root
    return [
        g / root + grad_var * 2.0 * (v - mean) / count + grad_mean / count for g, v in zip(grads, values, strict=True)
    ]


class BatchNorm:
    def __init__(self, weight, bias, eps=1e-5, momentum=0.1):
        self.weight, self.bias, self.eps, self.momentum = weight, bias, eps, momentum
        self.running_mean = np.zeros(weight.shape, dtype=weight.dtype)
        self.running_var = np.ones(weight.shape, dtype=weight.dtype)
        self.mode = "train"

    def train(self):
        self.mode = "train"

    def eval(self):
        self.mode = "eval"

    def forward(self, x):
        if self.mode == "train" and x.size == x.shape[1]:
            raise ValueError("one value per channel has no spread")
        self.last = {"x": x.copy(), "mode": self.mode, "eps": self.eps, "statistics": []}
        output = np.empty(x.shape, dtype=x.dtype)
        for c in range(x.shape[1]):
            values = [float(value) for value in x[:, c].flatten()]
            if self.mode == "train":
                mean, var = moments(values)
                unbiased = var * len(values) / (len(values) - 1)
                self.running_mean[c] += self.momentum * (mean - self.running_mean[c])
                self.running_var[c] += self.momentum * (unbiased - self.running_var[c])
            else:
                mean, var = float(self.running_mean[c]), float(self.running_var[c])
            self.last["statistics"].append((mean, var))
            normalized = normalize(values, mean, var, self.eps)
            weight, bias = float(self.weight[c]), float(self.bias[c])
            output[:, c] = np.reshape([weight * one + bias for one in normalized], x[:, c].shape)
        return output

    def backward(self, grad_output):
        x, eps = self.last["x"], self.last["eps"]
        grad_x = np.empty(x.shape, dtype=x.dtype)
        self.grad_weight, self.grad_bias = np.empty_like(self.weight), np.empty_like(self.bias)
        for c, (mean, var) in enumerate(self.last["statistics"]):
            values = [float(value) for value in x[:, c].flatten()]
            grads = [float(grad) for grad in grad_output[:, c].flatten()]
            normalized = normalize(values, mean, var, eps)
            self.grad_bias[c] = math.fsum(grads)
            self.grad_weight[c] = math.fsum(g * one for g, one in zip(grads, normalized, strict=True))
            inner = [float(self.weight[c]) * g for g in grads]
            if self.last["mode"] == "train":
                result = chain(values, inner, mean, var, eps)
            else:
                result = [g / math.sqrt(var + eps) for g in inner]
            grad_x[:, c] = np.reshape(result, x[:, c].shape)
        return grad_x


class LayerNorm:
    def __init__(self, weight, bias, eps=1e-5):
        self.weight, self.bias, self.eps = weight, bias, eps

    def forward(self, x):
        self.x = x.copy()
        leading = x.shape[: x.ndim - self.weight.ndim]
        output = np.empty(x.shape, dtype=x.dtype)
        for sample in np.ndindex(*leading):
            values = [float(value) for value in x[sample].flatten()]
            normalized = np.reshape(normalize(values, *moments(values), self.eps), self.weight.shape)
            output[sample] = self.weight * normalized + self.bias
        return output

    def backward(self, grad_output):
        x = self.x
        grad_x = np.empty(x.shape, dtype=x.dtype)
        grad_weight, grad_bias = np.zeros(self.weight.shape), np.zeros(self.weight.shape)
        for sample in np.ndindex(*x.shape[: x.ndim - self.weight.ndim]):
            values = [float(value) for value in x[sample].flatten()]
            mean, var = moments(values)
            grads = grad_output[sample].astype(np.float64)
            grad_bias += grads
            grad_weight += grads * np.reshape(normalize(values, mean, var, self.eps), grads.shape)
            inner = [float(g) for g in (grads * self.weight).flatten()]
            grad_x[sample] = np.reshape(chain(values, inner, mean, var, self.eps), grads.shape)
        self.grad_weight, self.grad_bias = grad_weight.astype(x.dtype), grad_bias.astype(x.dtype)
        return grad_x
