# mistake: The rows of your `im2col` go by entry of the kernel first and by channel last; channels should come first.
# hint: With two channels and a 2 by 2 window, which pixel should the second row hold?
# loses: im2col
# convention: TensorFlow's `image.extract_patches`, for images with the channels last
_im2col = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    kernel_h, kernel_w = pair(kernel_size)
    columns = _im2col(x, kernel_size, stride, padding, dilation)
    n, rows, places = columns.shape
    windows = columns.reshape(n, x.shape[1], kernel_h * kernel_w, places)
    return windows.swapaxes(1, 2).reshape(n, rows, places)
