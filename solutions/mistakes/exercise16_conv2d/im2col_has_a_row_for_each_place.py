# mistake: `im2col` has a row for each place and a column for each entry of the window; it should be the other way
#     round.
# hint: Compare the shape of your result with the one in the statement. Which axis is L?
# loses: example_im2col im2col
# convention: the lectures that flatten each window into a row of the matrix
_im2col = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return _im2col(x, kernel_size, stride, padding, dilation).swapaxes(1, 2)
