# mistake: `GlobalMaxPool2d.backward` gives the gradient to every pixel; it should go to the largest alone.
# hint: How does the output change if a pixel moves that is not the largest?
# loses: example_global global_max
class GlobalMaxPool2d(GlobalMaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        self._chosen = np.ones_like(self._chosen)
        return output
