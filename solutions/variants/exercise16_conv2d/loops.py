# An honest variant: seven nested loops, one product at a time, and no columns anywhere in the layer.
import numpy as np


def two(value):
    return tuple(value) if isinstance(value, tuple | list) else (value, value)


def output_size(size, kernel, stride=1, padding=0, dilation=1):
    first, places = -padding, 0
    while first + dilation * (kernel - 1) <= size - 1 + padding:
        first += stride
        places += 1
    if places == 0:
        raise ValueError("the kernel is longer than the padded side")
    return places


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    n_images, channels, height, width = x.shape
    (kh, kw), (sh, sw), (ph, pw), (dh, dw) = two(kernel_size), two(stride), two(padding), two(dilation)
    oh, ow = output_size(height, kh, sh, ph, dh), output_size(width, kw, sw, pw, dw)
    result = np.zeros((n_images, channels * kh * kw, oh * ow), x.dtype)
    for n in range(n_images):
        for c in range(channels):
            for i in range(kh):
                for j in range(kw):
                    for a in range(oh):
                        for b in range(ow):
                            row, column = sh * a + dh * i - ph, sw * b + dw * j - pw
                            if 0 <= row < height and 0 <= column < width:
                                result[n, (c * kh + i) * kw + j, a * ow + b] = x[n, c, row, column]
    return result


def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    (height, width), (kh, kw) = input_size, two(kernel_size)
    (sh, sw), (ph, pw), (dh, dw) = two(stride), two(padding), two(dilation)
    n_images, rows, places = columns.shape
    ow = output_size(width, kw, sw, pw, dw)
    images = np.zeros((n_images, rows // (kh * kw), height, width), columns.dtype)
    for n in range(n_images):
        for r in range(rows):
            c, entry = divmod(r, kh * kw)
            i, j = divmod(entry, kw)
            for place in range(places):
                a, b = divmod(place, ow)
                row, column = sh * a + dh * i - ph, sw * b + dw * j - pw
                if 0 <= row < height and 0 <= column < width:
                    images[n, c, row, column] += columns[n, r, place]
    return images


class Conv2d:
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        self.weight, self.bias = weight, bias
        self.stride, self.padding, self.dilation = two(stride), two(padding), two(dilation)
        self.groups = groups

    def meetings(self):
        """Every product of the convolution: (n, k, a, b) of the output, the input channel, (c, i, j), the pixel."""
        outputs, inputs, kh, kw = self.weight.shape
        n_images, _, height, width = self.x.shape
        for n in range(n_images):
            for k in range(outputs):
                first = k // (outputs // self.groups) * inputs
                for a in range(self.oh):
                    for b in range(self.ow):
                        for c in range(inputs):
                            for i in range(kh):
                                for j in range(kw):
                                    row = self.stride[0] * a + self.dilation[0] * i - self.padding[0]
                                    column = self.stride[1] * b + self.dilation[1] * j - self.padding[1]
                                    if 0 <= row < height and 0 <= column < width:
                                        yield (n, k, a, b), (k, c, i, j), (n, first + c, row, column)

    def forward(self, x):
        self.x = x.copy()
        _, _, kh, kw = self.weight.shape
        self.oh = output_size(x.shape[2], kh, self.stride[0], self.padding[0], self.dilation[0])
        self.ow = output_size(x.shape[3], kw, self.stride[1], self.padding[1], self.dilation[1])
        y = np.zeros((x.shape[0], self.weight.shape[0], self.oh, self.ow), x.dtype)
        for output, weight, pixel in self.meetings():
            y[output] += self.weight[weight] * x[pixel]
        if self.bias is not None:
            for k, b in enumerate(self.bias):
                y[:, k] += b
        return y

    def backward(self, grad_output):
        grad_x = np.zeros(self.x.shape, self.x.dtype)
        self.grad_weight = np.zeros(self.weight.shape, self.weight.dtype)
        self.grad_bias = None
        for output, weight, pixel in self.meetings():
            grad_x[pixel] += self.weight[weight] * grad_output[output]
            self.grad_weight[weight] += self.x[pixel] * grad_output[output]
        if self.bias is not None:
            self.grad_bias = np.array([grad_output[:, k].sum() for k in range(len(self.bias))], self.bias.dtype)
        return grad_x
