# loses: example_col2im col2im adjoint columns_dtype_and_arguments
"""Exercise 16. The layer goes over the output, one place at a time."""

import numpy as np


def two(v):
    if isinstance(v, int):
        return v, v
    return v[0], v[1]


def output_size(size, kernel, stride=1, padding=0, dilation=1):
    span = dilation * (kernel - 1) + 1
    if span > size + 2 * padding:
        raise ValueError("kernel does not fit")
    return (size + 2 * padding - span) // stride + 1


def pad(x, ph, pw):
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    out[:, :, ph : ph + H, pw : pw + W] = x
    return out


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    kh, kw = two(kernel_size)
    sh, sw = two(stride)
    ph, pw = two(padding)
    dh, dw = two(dilation)
    N, C, H, W = x.shape
    oh = output_size(H, kh, sh, ph, dh)
    ow = output_size(W, kw, sw, pw, dw)
    xp = pad(x, ph, pw)
    cols = np.zeros((N, C * kh * kw, oh * ow), dtype=x.dtype)
    for a in range(oh):
        for b in range(ow):
            # the window at place (a, b)
            window = xp[:, :, a * sh : a * sh + dh * (kh - 1) + 1 : dh, b * sw : b * sw + dw * (kw - 1) + 1 : dw]
            cols[:, :, a * ow + b] = window.reshape(N, C * kh * kw)
    return cols


class Conv2d:
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        self.weight = weight
        self.bias = bias
        self.stride = two(stride)
        self.padding = two(padding)
        self.dilation = two(dilation)
        self.groups = groups

    def window(self, a, b):
        kh, kw = self.weight.shape[2:]
        (sh, sw), (dh, dw) = self.stride, self.dilation
        return (
            slice(a * sh, a * sh + dh * (kh - 1) + 1, dh),
            slice(b * sw, b * sw + dw * (kw - 1) + 1, dw),
        )

    def forward(self, x):
        self.x = x
        N, C, H, W = x.shape
        K, c, kh, kw = self.weight.shape
        oh = output_size(H, kh, self.stride[0], self.padding[0], self.dilation[0])
        ow = output_size(W, kw, self.stride[1], self.padding[1], self.dilation[1])
        xp = pad(x, *self.padding)
        y = np.zeros((N, K, oh, ow), dtype=x.dtype)
        for k in range(K):
            g = k // (K // self.groups)
            channels = slice(g * c, (g + 1) * c)
            for a in range(oh):
                for b in range(ow):
                    rows, cols = self.window(a, b)
                    y[:, k, a, b] = np.sum(xp[:, channels, rows, cols] * self.weight[k], axis=(1, 2, 3))
            if self.bias is not None:
                y[:, k] += self.bias[k]
        return y

    def backward(self, grad_output):
        N, K, oh, ow = grad_output.shape
        c = self.weight.shape[1]
        ph, pw = self.padding
        H, W = self.x.shape[2:]
        xp = pad(self.x, ph, pw)
        dxp = np.zeros_like(xp)
        self.grad_weight = np.zeros_like(self.weight)
        for k in range(K):
            g = k // (K // self.groups)
            channels = slice(g * c, (g + 1) * c)
            for a in range(oh):
                for b in range(ow):
                    rows, cols = self.window(a, b)
                    up = grad_output[:, k, a, b][:, None, None, None]
                    self.grad_weight[k] += np.sum(up * xp[:, channels, rows, cols], axis=0)
                    dxp[:, channels, rows, cols] += up * self.weight[k]
        self.grad_bias = grad_output.sum(axis=(0, 2, 3)) if self.bias is not None else None
        return dxp[:, :, ph : ph + H, pw : pw + W]
