# mistake: `RNNCell` copies its parameters, so that an optimizer that updates them in place changes nothing.
# hint: Make a cell, then change one entry of the caller's bias. Does the cell's change with it, and should it?
# loses: parameters_may_change
class RNNCell(RNNCell):
    def __init__(self, weight_ih, weight_hh, bias):
        super().__init__(weight_ih.copy(), weight_hh.copy(), bias.copy())
