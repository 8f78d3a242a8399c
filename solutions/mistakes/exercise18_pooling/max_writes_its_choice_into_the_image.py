# mistake: `MaxPool2d.forward` writes into the image that it was given; it should work on a copy.
# hint: Is what you mark a copy, or the caller's own memory?
# loses: arguments
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        wins = crop(join(self._chosen * 1.0, self._shape, self.kernel_size, self.stride), self.padding)
        x[...] = np.where(wins > 0.0, x, 0.0)
        return output
