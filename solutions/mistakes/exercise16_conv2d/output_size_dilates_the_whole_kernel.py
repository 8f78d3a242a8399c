# mistake: `output_size` takes a dilated kernel to be dilation times as long; only the gaps between its entries grow.
# hint: Draw a kernel of 3 with dilation 2 on a row of pixels. How many does it cover from its first entry to its
#     last?
# loses: output_size
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * kernel
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
