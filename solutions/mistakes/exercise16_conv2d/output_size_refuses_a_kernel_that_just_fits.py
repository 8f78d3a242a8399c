# mistake: `output_size` refuses a kernel that is exactly as long as the padded side; it has one place there.
# hint: Three pixels and a kernel of 3: does the kernel fit? Look at the comparison in front of your `raise`.
# loses: output_size small_shapes
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room <= 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
