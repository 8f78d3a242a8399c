# mistake: Only the height's padding is compared with the window; the width's should be refused too where it is too
#     much.
# hint: The window is (4, 2). Is a padding of (2, 2) allowed?
# loses: edges
def check_padding(padding, kernel_size):
    if 2 * pair(padding)[0] > pair(kernel_size)[0]:
        raise ValueError("too much padding")
    return pair(padding)
