# mistake: The columns of your `im2col` go down the image first; they should go along the rows, as one reads.
# hint: Number the places of a small output as the statement does: is the second one beside the first, or below it?
# loses: im2col
# convention: MATLAB's `im2col`
_im2col = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    places = output_sizes(x.shape[2:], kernel_size, stride, padding, dilation)
    columns = _im2col(x, kernel_size, stride, padding, dilation)
    return columns.reshape(*columns.shape[:2], *places).swapaxes(2, 3).reshape(columns.shape)
