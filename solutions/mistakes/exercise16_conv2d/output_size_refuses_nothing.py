# mistake: `output_size` returns a number even where the kernel does not fit; it should raise ValueError.
# hint: What does your formula give for 2 pixels and a kernel of 5, and what could anybody do with that?
# loses: output_size
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
