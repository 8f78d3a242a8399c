# mistake: `output_size` counts the steps of the kernel; there is one place more than there are steps.
# hint: How many places are there if the kernel is exactly as long as the side?
# loses: output_size example_forward
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride
