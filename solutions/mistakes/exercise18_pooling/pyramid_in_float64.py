# mistake: `SpatialPyramidPool.forward` returns float64 for float32 images; the dtype should stay as it is.
# hint: Which dtype has an array that you make without naming one?
# loses: float32
class SpatialPyramidPool(SpatialPyramidPool):
    def forward(self, x):
        return super().forward(x).astype(np.float64)
