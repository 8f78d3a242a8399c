# mistake: `im2col` leaves a size of its result to NumPy, which cannot work it out for an empty batch.
# hint: Zero entries fit into (0, 4, 6), and into (0, 5, 6) too. Which sizes do you know without counting?
# loses: columns_dtype_and_arguments small_shapes
_im2col = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = _im2col(x, kernel_size, stride, padding, dilation)
    return columns.reshape(x.shape[0], -1, columns.shape[2])
