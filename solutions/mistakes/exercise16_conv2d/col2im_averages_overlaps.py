# mistake: `col2im` divides by the number of windows that a pixel lies in; it should only add them up.
# hint: Is `col2im` to undo `im2col`, or to be its adjoint? Put ones into the identity of the statement.
# loses: example_col2im col2im adjoint grad_x
_col2im = col2im


def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    options = input_size, kernel_size, stride, padding, dilation
    counts = _col2im(np.ones_like(columns), *options)
    return _col2im(columns, *options) / np.maximum(counts, 1)
