# mistake: `SpatialPyramidPool.backward` gives the whole gradient to every pixel that equals its bin's maximum; only
#     the first should get it.
# hint: A bin of zeros has one gradient to hand on. How much of it arrives in total?
# loses: other_ties
class SpatialPyramidPool(SpatialPyramidPool):
    def backward(self, grad_output):
        grad_x, start = np.zeros(self._x.shape, dtype=grad_output.dtype), 0
        for level in self.levels:
            end = start + self._x.shape[1] * level * level
            grad = grad_output[:, start:end].reshape(*self._x.shape[:2], level, level)
            for i, j, one in self._bins(level):
                chosen = self._x[one] == np.max(self._x[one], axis=(2, 3), keepdims=True)
                grad_x[one] += chosen * grad[:, :, i, j, None, None]
            start = end
        return grad_x
