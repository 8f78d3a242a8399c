# mistake: `SpatialPyramidPool` flattens each level bin by bin, with the channels last; it should go channel by
#     channel.
# hint: Level 2 has four bins. Are the first four numbers of a row those of one channel?
# loses: pyramid_forward pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def _turned(self, row, back):
        parts, start, c = [], 0, self._x.shape[1]
        for level in self.levels:
            part = row[:, start : start + c * level * level]
            start += c * level * level
            sizes = (len(row), level * level, c) if back else (len(row), c, level * level)
            parts.append(part.reshape(sizes).swapaxes(1, 2).reshape(part.shape))
        return np.concatenate(parts, axis=1)

    def forward(self, x):
        return self._turned(super().forward(x), False)

    def backward(self, grad_output):
        return super().backward(self._turned(grad_output, True))
