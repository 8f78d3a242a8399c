# mistake: `AvgPool2d` remembers the size of the first images that it saw; each forward should replace what backward
#     needs.
# hint: Send a small image forward, then a larger one, and go backward. Which shape has the gradient?
# loses: calls_are_independent
class AvgPool2d(AvgPool2d):
    def forward(self, x):
        first = getattr(self, "_shape", None)
        output = super().forward(x)
        self._shape = first or self._shape
        return output
