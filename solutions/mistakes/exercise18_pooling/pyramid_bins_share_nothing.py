# mistake: The bins of `SpatialPyramidPool` end where the next one begins, rounded down; where the side is not
#     divisible they should share a pixel.
# hint: Where does bin 0 of 2 end on three pixels? The formula of the statement rounds the two ends differently.
# loses: example_pyramid pyramid_forward pyramid_backward
def bins(size, number):
    return [slice(i * size // number, max((i + 1) * size // number, i * size // number + 1)) for i in range(number)]
