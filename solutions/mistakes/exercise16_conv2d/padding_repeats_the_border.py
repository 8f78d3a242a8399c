# mistake: `im2col` pads with copies of the border; the padding should be zeros.
# hint: What stands around the image in the figure of the statement?
# loses: im2col stride_padding_dilation
# convention: layers with padding_mode='replicate'
def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    n, c, h, w = x.shape
    (kernel_h, kernel_w), (padding_h, padding_w) = pair(kernel_size), pair(padding)
    places = output_sizes((h, w), kernel_size, stride, padding, dilation)
    padded = np.pad(x, ((0, 0), (0, 0), (padding_h, padding_h), (padding_w, padding_w)), mode="edge")
    windows = np.empty((n, c, kernel_h, kernel_w, *places), dtype=x.dtype)
    for i, j, rows, columns in visited(places, kernel_size, stride, dilation):
        windows[:, :, i, j] = padded[:, :, rows, columns]
    return windows.reshape(n, c * kernel_h * kernel_w, places[0] * places[1])
