# mistake: `output_size` counts a step that the kernel cannot finish; such a step does not count.
# hint: Six pixels, a kernel of 3, stride 2: draw the places. Does the second step still fit?
# loses: output_size
# convention: pooling layers with ceil_mode=True
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return -(-room // stride) + 1
