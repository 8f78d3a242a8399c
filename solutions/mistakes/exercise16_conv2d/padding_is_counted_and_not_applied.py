# mistake: The padding is counted in the size of the output, but `im2col` reads from the image without it.
# hint: Which array do your windows come from, and how large is it?
# loses: im2col stride_padding_dilation
def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    n, c, h, w = x.shape
    kernel_h, kernel_w = pair(kernel_size)
    places = output_sizes((h, w), kernel_size, stride, padding, dilation)
    windows = np.empty((n, c, kernel_h, kernel_w, *places), dtype=x.dtype)
    for i, j, rows, columns in visited(places, kernel_size, stride, dilation):
        windows[:, :, i, j] = x[:, :, rows, columns]
    return windows.reshape(n, c * kernel_h * kernel_w, places[0] * places[1])
