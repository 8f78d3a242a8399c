# mistake: `output_size` counts the padding once; there are as many zeros at the other end of the side.
# hint: Look at the figure of the statement: how long is a row of five pixels with padding 1?
# loses: output_size
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
