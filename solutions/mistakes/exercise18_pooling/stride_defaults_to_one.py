# mistake: A missing stride is taken for 1; it should be the window's own size.
# hint: How far apart do the windows of MaxPool2d(2) stand?
# loses: max_forward average_forward
class MaxPool2d(MaxPool2d):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__(kernel_size, 1 if stride is None else stride, padding)


class AvgPool2d(AvgPool2d):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__(kernel_size, 1 if stride is None else stride, padding)


class StochasticPool2d(StochasticPool2d):
    def __init__(self, kernel_size, stride=None, rng=None):
        super().__init__(kernel_size, 1 if stride is None else stride, rng)
