# mistake: `SpatialPyramidPool.backward` overwrites what another bin or level has left at a pixel; gradients should
#     add up.
# hint: The largest pixel of the image is the maximum of a bin of every level. How many gradients does it get?
# loses: example_pyramid pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def backward(self, grad_output):
        grad_x, start = np.zeros(self._x.shape, dtype=grad_output.dtype), 0
        for level in self.levels:
            end = start + self._x.shape[1] * level * level
            grad = grad_output[:, start:end].reshape(*self._x.shape[:2], level, level)
            for i, j, one in self._bins(level):
                n, c, h, w = self._x[one].shape
                chosen = first_largest(self._x[one].reshape(n, c, h * w)).reshape(n, c, h, w)
                grad_x[one] = np.where(chosen, grad[:, :, i, j, None, None], grad_x[one])
            start = end
        return grad_x
