# mistake: `col2im` returns float64 for float32 columns; the dtype should stay as it is.
# hint: Which dtype has an array of zeros that you make without naming one?
# loses: columns_dtype_and_arguments float32
_col2im = col2im


def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    return _col2im(columns.astype(np.float64), input_size, kernel_size, stride, padding, dilation)
