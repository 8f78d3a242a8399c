# An honest variant: tables of positions, fancy indexing and np.add.at for the columns; a view of all windows and einsum
# for the layer, float64 inside, and grad_x as a matrix that is written down in full.
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def as_pair(value):
    return np.broadcast_to(np.asarray(value), (2,)).tolist()


def output_size(size, kernel, stride=1, padding=0, dilation=1):
    starts = np.arange(-padding, size + padding - dilation * (kernel - 1), stride)
    if not len(starts):
        raise ValueError("there is no place for the kernel")
    return len(starts)


def positions(input_size, kernel_size, stride, padding, dilation):
    """For each row and column of the matrix of windows, the pixel in the padded image, counted row by row."""
    sides = zip(input_size, *map(as_pair, (kernel_size, stride, padding, dilation)), strict=True)
    rows, columns = (
        d * np.arange(k)[:, None] + s * np.arange(output_size(n, k, s, p, d))[None, :] for n, k, s, p, d in sides
    )
    width = input_size[1] + 2 * as_pair(padding)[1]
    table = rows[:, None, :, None] * width + columns[None, :, None, :]
    return table.reshape(rows.shape[0] * columns.shape[0], -1)


def padded_size(input_size, padding):
    return [n + 2 * p for n, p in zip(input_size, as_pair(padding), strict=True)]


def inside(input_size, padding):
    (h, w), (ph, pw) = input_size, as_pair(padding)
    return (slice(None), slice(None), slice(ph, ph + h), slice(pw, pw + w))


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    n, c, *size = x.shape
    padded = np.zeros((n, c, *padded_size(size, padding)), x.dtype)
    padded[inside(size, padding)] = x
    table = positions(size, kernel_size, stride, padding, dilation)
    pixels = padded.reshape(n, c, padded.shape[2] * padded.shape[3])
    return pixels[:, :, table].reshape(n, c * table.shape[0], table.shape[1])


def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    table = positions(input_size, kernel_size, stride, padding, dilation)
    n, c = columns.shape[0], columns.shape[1] // table.shape[0]
    h, w = padded_size(input_size, padding)
    pixels = np.zeros((h * w, n, c))
    np.add.at(pixels, table, columns.reshape(n, c, *table.shape).transpose(2, 3, 0, 1))
    images = pixels.transpose(1, 2, 0).reshape(n, c, h, w)[inside(input_size, padding)]
    return images.astype(columns.dtype)


class Conv2d:
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        self.weight = weight
        self.bias = bias
        self.groups = groups
        self.how = {"stride": stride, "padding": padding, "dilation": dilation}

    def grouped(self, array, axis):
        shape = list(array.shape)
        shape[axis : axis + 1] = [self.groups, shape[axis] // self.groups]
        return array.reshape(shape).astype(np.float64)

    def forward(self, x):
        self.size = list(x.shape[2:])
        (sh, sw), (dh, dw) = as_pair(self.how["stride"]), as_pair(self.how["dilation"])
        padded = np.zeros((*x.shape[:2], *padded_size(self.size, self.how["padding"])), x.dtype)
        padded[inside(self.size, self.how["padding"])] = x
        kh, kw = self.weight.shape[2:]
        windows = sliding_window_view(padded, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(2, 3))
        self.windows = self.grouped(windows[:, :, ::sh, ::sw, ::dh, ::dw], 1)
        y = np.einsum("gkcij,ngcabij->ngkab", self.grouped(self.weight, 0), self.windows)
        y = y.reshape(x.shape[0], self.weight.shape[0], *y.shape[3:])
        if self.bias is not None:
            y = y + self.bias.reshape(1, -1, 1, 1)
        return y.astype(x.dtype)

    def backward(self, grad_output):
        grad = self.grouped(grad_output, 1)
        grad_weight = np.einsum("ngkab,ngcabij->gkcij", grad, self.windows)
        self.grad_weight = grad_weight.reshape(self.weight.shape).astype(self.weight.dtype)
        self.grad_bias = None if self.bias is None else np.einsum("nkab->k", grad_output)
        kh, kw = self.weight.shape[2:]
        table = positions(self.size, (kh, kw), **self.how)
        h, w = padded_size(self.size, self.how["padding"])
        # matrix[g, k, place, c, pixel]: the weight that ties an output to a pixel of the padded image
        matrix = np.zeros((*self.weight.shape[:1], table.shape[1], self.weight.shape[1], h * w))
        for entry, (i, j) in enumerate(np.ndindex(kh, kw)):
            for place, pixel in enumerate(table[entry]):
                matrix[:, place, :, pixel] = self.weight[:, :, i, j]
        n = grad_output.shape[0]
        flat = grad.reshape(n, *grad.shape[1:3], grad.shape[3] * grad.shape[4])
        grad_x = np.einsum("ngkl,gklcp->ngcp", flat, self.grouped(matrix, 0))
        images = grad_x.reshape(n, self.groups * self.weight.shape[1], h, w)
        return images[inside(self.size, self.how["padding"])].astype(grad_output.dtype)
