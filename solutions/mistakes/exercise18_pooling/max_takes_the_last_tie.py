# mistake: `MaxPool2d.backward` gives the gradient to the last of equal maxima; it should go to the first.
# hint: When a later entry is as large as the best so far, does it take its place?
# loses: max_ties
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        windows = cut(pad(x, self.padding, -np.inf), self.kernel_size, self.stride)
        self._chosen = first_largest(windows[:, :, ::-1])[:, :, ::-1]
        return output
