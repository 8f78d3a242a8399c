# mistake: `im2col` adds all of the padding behind the last row and column; it should be divided between both ends.
# hint: With padding 1, what does the top left corner of the first window meet: a zero, or the first pixel?
# loses: im2col stride_padding_dilation
def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    n, c, h, w = x.shape
    (kernel_h, kernel_w), (padding_h, padding_w) = pair(kernel_size), pair(padding)
    places = output_sizes((h, w), kernel_size, stride, padding, dilation)
    padded = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding_h), (0, 2 * padding_w)))
    windows = np.empty((n, c, kernel_h, kernel_w, *places), dtype=x.dtype)
    for i, j, rows, columns in visited(places, kernel_size, stride, dilation):
        windows[:, :, i, j] = padded[:, :, rows, columns]
    return windows.reshape(n, c * kernel_h * kernel_w, places[0] * places[1])
