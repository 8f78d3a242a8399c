# mistake: `SpatialPyramidPool` puts all levels of the first channel first, then those of the second; each level
#     should be complete before the next begins.
# hint: With levels [1, 2] and three channels: what are the first three numbers of a row?
# loses: pyramid_forward pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def _order(self):
        c, start, parts = self._x.shape[1], 0, []
        for level in self.levels:
            parts.append(start + np.arange(c * level * level).reshape(c, level * level))
            start += c * level * level
        return np.concatenate(parts, axis=1).ravel()

    def forward(self, x):
        output = super().forward(x)
        return output[:, self._order()]

    def backward(self, grad_output):
        return super().backward(grad_output[:, np.argsort(self._order())])
