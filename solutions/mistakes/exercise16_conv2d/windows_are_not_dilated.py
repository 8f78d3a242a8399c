# mistake: The windows of your `im2col` have no gaps between their entries, whatever the dilation.
# hint: With dilation 2, which pixel does the second entry of the kernel meet when the first one meets pixel 0?
# loses: im2col stride_padding_dilation
_im2col = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    places = output_sizes(x.shape[2:], kernel_size, stride, padding, dilation)
    kernel, step = pair(kernel_size), pair(stride)
    # As large a piece of the padded image as undilated windows need for this many places.
    (top, left), sides = pair(padding), [(p - 1) * s + k for p, s, k in zip(places, step, kernel, strict=True)]
    padded = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    return _im2col(padded[:, :, : sides[0], : sides[1]], kernel, step)
