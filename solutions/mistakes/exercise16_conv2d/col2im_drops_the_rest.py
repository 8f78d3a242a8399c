# mistake: `col2im` returns images without the rows and columns that the stride leaves over; they belong to the image,
#     as zeros.
# hint: Six pixels, a kernel of 3, stride 2: does anything of your result depend on `input_size`?
# loses: col2im stride_padding_dilation
_col2im = col2im


def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    options = kernel_size, stride, padding, dilation
    sides = zip(output_sizes(input_size, *options), *map(pair, options), strict=True)
    h, w = ((n - 1) * s + d * (k - 1) + 1 - 2 * p for n, k, s, p, d in sides)
    return _col2im(columns, input_size, *options)[:, :, :h, :w]
