# mistake: `Linear` copies its parameters, so that an optimizer that updates them in place changes nothing.
# hint: Make a layer, then change one entry of the caller's weight. Does `layer.weight` change with it, and should it?
# loses: parameters_may_change
class Linear(Linear):
    def __init__(self, weight, bias=None):
        super().__init__(weight.copy(), None if bias is None else bias.copy())
