# mistake: `MaxPool2d` pads with zeros, which beat every negative pixel; a padded pixel should never be the maximum.
# hint: What comes out at the border of an image in which every pixel is -5?
# loses: max_padding
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        padded = pad(x, self.padding, 0.0)
        windows = cut(padded, self.kernel_size, self.stride)
        self._shape, self._chosen = padded.shape, first_largest(windows)
        return np.max(windows, axis=2)
