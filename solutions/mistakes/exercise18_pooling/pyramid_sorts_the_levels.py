# mistake: `SpatialPyramidPool` sorts the levels; they should be joined in the order given.
# hint: Compare the rows for [1, 2] and for [2, 1].
# loses: pyramid_forward pyramid_backward
class SpatialPyramidPool(SpatialPyramidPool):
    def __init__(self, levels):
        super().__init__(sorted(levels))
