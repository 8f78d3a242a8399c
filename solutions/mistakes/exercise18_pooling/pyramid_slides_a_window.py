# mistake: `SpatialPyramidPool` slides windows of ⌈size / n⌉ pixels in steps of ⌊size / n⌋; the bins should begin at
#     ⌊i · size / n⌋.
# hint: Where does the last of three bins begin on eight pixels, and where does it end?
# loses: pyramid_forward pyramid_backward
# convention: the first version of spatial pyramid pooling (He et al.) slides windows of one size
def bins(size, number):
    length, step = -(-size // number), size // number
    return [slice(i * step, i * step + length) for i in range(number)]
