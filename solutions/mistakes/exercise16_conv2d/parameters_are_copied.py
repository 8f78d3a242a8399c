# mistake: `Conv2d` copies its parameters, so that an optimizer that updates them in place changes nothing.
# hint: Make a layer, then change one entry of the caller's weight. Does the next output change with it, and should
#     it?
# loses: calls_are_independent
class Conv2d(Conv2d):
    def __init__(self, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        super().__init__(weight.copy(), None if bias is None else bias.copy(), stride, padding, dilation, groups)
