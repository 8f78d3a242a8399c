# mistake: `Conv2d` uses the height's stride, padding and dilation for the width too.
# hint: What does your layer do with stride (2, 1)? Follow each of the two numbers through your code.
# loses: pairs
class Conv2d(Conv2d):
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        super().__init__(weight, bias, pair(stride)[0], pair(padding)[0], pair(dilation)[0], groups)
