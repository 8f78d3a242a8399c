# mistake: `SpatialPyramidPool` takes the mean of each bin; it should take the maximum.
# hint: Which of the two does the statement put into a bin?
# loses: example_pyramid pyramid_forward pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def forward(self, x):
        self._x = x
        rows = []
        for level in self.levels:
            means = np.empty((*x.shape[:2], level, level), dtype=x.dtype)
            for i, j, one in self._bins(level):
                means[:, :, i, j] = np.mean(x[one], axis=(2, 3))
            rows.append(means.reshape(len(x), x.shape[1] * level * level))
        return np.concatenate(rows, axis=1)

    def backward(self, grad_output):
        grad_x, start = np.zeros(self._x.shape, dtype=grad_output.dtype), 0
        for level in self.levels:
            end = start + self._x.shape[1] * level * level
            grad = grad_output[:, start:end].reshape(*self._x.shape[:2], level, level)
            for i, j, one in self._bins(level):
                grad_x[one] += grad[:, :, i, j, None, None] / (grad_x[one].shape[2] * grad_x[one].shape[3])
            start = end
        return grad_x
