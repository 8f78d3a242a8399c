# mistake: The bins of `SpatialPyramidPool` have ⌊size / n⌋ pixels each, so that the last pixels are left out; the
#     bins should cover the whole side.
# hint: Which pixels of a side of 5 lie in none of two bins of 2?
# loses: example_pyramid pyramid_forward pyramid_backward
def bins(size, number):
    length = max(size // number, 1)
    return [slice(min(i * length, size - 1), min(i * length, size - 1) + length) for i in range(number)]
