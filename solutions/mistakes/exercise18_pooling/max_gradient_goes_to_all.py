# mistake: `MaxPool2d.backward` gives each window's gradient to all of its entries; it should go to the largest alone.
# hint: How does the output change if an entry moves that is not the largest?
# loses: example_max max_backward
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        self._chosen = np.ones_like(self._chosen)
        return output
