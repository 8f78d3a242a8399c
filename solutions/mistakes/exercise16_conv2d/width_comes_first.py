# mistake: `Conv2d` takes the first number of a pair for the width; it belongs to the height.
# hint: Images are (N, C, H, W). Which of the two directions comes first?
# loses: pairs
# convention: graphics libraries, which say width before height
class Conv2d(Conv2d):
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        super().__init__(weight, bias, pair(stride)[::-1], pair(padding)[::-1], pair(dilation)[::-1], groups)
