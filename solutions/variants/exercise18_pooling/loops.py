# An honest variant: one window at a time in plain Python, summed in float64, and cast back at the end.
import numpy as np


def two(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


class Pool:
    """What is common: `answer` gives a window's output, and what share of its gradient its entries get, by number.

    The padding is None, so that no number can be mistaken for it.
    """

    def __init__(self, kernel_size, stride=None, padding=0):
        self.kernel, self.padding = two(kernel_size), two(padding)
        self.stride = self.kernel if stride is None else two(stride)
        if any(2 * p > k for p, k in zip(self.padding, self.kernel, strict=True)):
            raise ValueError("the padding is more than half the window")

    def windows(self, height, width):
        """For each window the numbers of its pixels, the padded image read line by line; and how many there are."""
        (kernel_h, kernel_w), (step_h, step_w) = self.kernel, self.stride
        columns = (width - kernel_w) // step_w + 1
        rows = (height - kernel_h) // step_h + 1
        corners = [a * step_h * width + b * step_w for a in range(rows) for b in range(columns)]
        offsets = [i * width + j for i in range(kernel_h) for j in range(kernel_w)]
        return [[corner + offset for offset in offsets] for corner in corners], rows, columns

    def padded(self, image):
        """The pixels of an image line by line, with None around them."""
        lines = [None] * self.padding[1]
        empty = [None] * (image.shape[1] + 2 * self.padding[1])
        top = empty * self.padding[0]
        return top + [pixel for line in image.tolist() for pixel in lines + line + lines] + top

    def forward(self, x):
        n, c, h, w = x.shape
        self.shape, self.dtype = x.shape, x.dtype
        self.pixels, rows, columns = self.windows(h + 2 * self.padding[0], w + 2 * self.padding[1])
        answers = []
        for image in x.reshape(n * c, h, w):
            line = self.padded(image)
            for pixels in self.pixels:
                answers.append(self.answer([line[pixel] for pixel in pixels]))
        self.shares = [shares for _, shares in answers]
        return np.array([output for output, _ in answers], dtype=x.dtype).reshape(n, c, rows, columns)

    def backward(self, grad_output):
        n, c, h, w = self.shape
        height, width = h + 2 * self.padding[0], w + 2 * self.padding[1]
        gradients, shares = iter(grad_output.ravel().tolist()), iter(self.shares)
        lines = []
        for _ in range(n * c):
            line = [0.0] * (height * width)
            for pixels in self.pixels:
                gradient = next(gradients)
                for number, share in next(shares).items():
                    line[pixels[number]] += share * gradient
            lines.append(line)
        padded = np.array(lines, dtype=self.dtype).reshape(n, c, height, width)
        return padded[:, :, self.padding[0] : height - self.padding[0], self.padding[1] : width - self.padding[1]]


def largest(entries):
    best = None
    for number, entry in enumerate(entries):
        if entry is not None and (best is None or entry > entries[best]):
            best = number
    return entries[best], {best: 1.0}


def average(entries):
    inside = [number for number, entry in enumerate(entries) if entry is not None]
    return sum(entries[number] for number in inside) / len(entries), dict.fromkeys(inside, 1.0 / len(entries))


class MaxPool2d(Pool):
    def answer(self, entries):
        return largest(entries)


class AvgPool2d(Pool):
    def answer(self, entries):
        return average(entries)


class Whole:
    def forward(self, x):
        self.pool = self.kind(x.shape[2:])
        return self.pool.forward(x)[:, :, 0, 0]

    def backward(self, grad_output):
        return self.pool.backward(grad_output[:, :, np.newaxis, np.newaxis])


class GlobalAvgPool2d(Whole):
    kind = AvgPool2d


class GlobalMaxPool2d(Whole):
    kind = MaxPool2d


class StochasticPool2d(Pool):
    def __init__(self, kernel_size, stride=None, rng=None):
        super().__init__(kernel_size, stride)
        self.rng = rng
        self.drawing = True

    def train(self):
        self.drawing = True

    def eval(self):
        self.drawing = False

    def answer(self, entries):
        total = sum(entries)
        if total == 0:
            return 0.0, {}
        if not self.drawing:
            mean = sum(entry * entry for entry in entries) / total
            return mean, {number: (2 * entry - mean) / total for number, entry in enumerate(entries)}
        # A dart is thrown at the entries, laid end to end.
        dart = self.rng.random() * total
        for number, entry in enumerate(entries):
            if entry > 0.0:
                drawn = number
                dart -= entry
                if dart < 0.0:
                    break
        return entries[drawn], {drawn: 1.0}


class SpatialPyramidPool:
    def __init__(self, levels):
        self.levels = list(levels)

    def forward(self, x):
        self.x, result = x, []
        for image in x:
            row = []
            for level in self.levels:
                for channel in image:
                    row.extend(value for value, _ in self._bins(channel, level))
            result.append(row)
        return np.array(result, dtype=x.dtype)

    def backward(self, grad_output):
        grad_x = np.zeros_like(self.x)
        for n, image in enumerate(self.x):
            gradients = iter(grad_output[n])
            for level in self.levels:
                for c, channel in enumerate(image):
                    for _, (row, column) in self._bins(channel, level):
                        grad_x[n, c, row, column] += next(gradients)
        return grad_x

    def _bins(self, channel, level):
        height, width = channel.shape
        for i in range(level):
            for j in range(level):
                pixels = [
                    (row, column)
                    for row in range(height)
                    if row * level < (i + 1) * height and (row + 1) * level > i * height
                    for column in range(width)
                    if column * level < (j + 1) * width and (column + 1) * level > j * width
                ]
                best = pixels[0]
                for pixel in pixels:
                    if channel[pixel] > channel[best]:
                        best = pixel
                yield channel[best], best
