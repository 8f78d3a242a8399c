# mistake: `GlobalAvgPool2d.backward` gives each pixel the whole gradient; each should get its equal part.
# hint: If one pixel of a hundred grows by 1, by how much does the mean grow?
# loses: example_global global_average
class GlobalAvgPool2d(GlobalAvgPool2d):
    def backward(self, grad_output):
        pixels = self._parts.shape[2] * self._parts.shape[3]
        return super().backward(grad_output) * pixels
