# mistake: A padding of more than half the window is accepted; the constructor should raise ValueError.
# hint: What would a window see that lies in the padding altogether?
# loses: edges
def check_padding(padding, kernel_size):
    return pair(padding)
