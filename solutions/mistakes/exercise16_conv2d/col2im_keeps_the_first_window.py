# mistake: Where windows overlap, `col2im` keeps what came from the first of them; it should add them all up.
# hint: In the worked example two pixels lie in both windows. Whose share is still there at the end?
# loses: example_col2im col2im adjoint grad_x
def col2im(columns, input_size, kernel_size, stride=1, padding=0, dilation=1):
    (h, w), (kernel_h, kernel_w), (padding_h, padding_w) = input_size, pair(kernel_size), pair(padding)
    n, c = columns.shape[0], columns.shape[1] // (kernel_h * kernel_w)
    places = output_sizes(input_size, kernel_size, stride, padding, dilation)
    windows = columns.reshape(n, c, kernel_h, kernel_w, *places)
    padded = np.zeros((n, c, h + 2 * padding_h, w + 2 * padding_w), dtype=columns.dtype)
    for i, j, rows, cols in visited(places, kernel_size, stride, dilation):
        padded[:, :, rows, cols] = windows[:, :, i, j]
    return padded[:, :, padding_h : padding_h + h, padding_w : padding_w + w]
