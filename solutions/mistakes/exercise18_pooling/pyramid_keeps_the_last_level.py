# mistake: `SpatialPyramidPool.backward` returns the gradient of the last level alone; those of all levels should add
#     up.
# hint: Where is the gradient set to zero: once, or once for each level?
# loses: example_pyramid pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def backward(self, grad_output):
        last = self._x.shape[1] * self.levels[-1] ** 2
        only = np.zeros_like(grad_output)
        only[:, -last:] = grad_output[:, -last:]
        return super().backward(only)
