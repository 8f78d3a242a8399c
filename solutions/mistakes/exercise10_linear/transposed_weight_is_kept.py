# mistake: `Linear` keeps a transposed copy of its weight from the start, so that forward does not see later changes.
# hint: Assign another array to `layer.weight` and go forward: from which attribute is the weight read? When was that
#     one made?
# loses: parameters_may_change
class Linear(Linear):
    def __init__(self, weight, bias=None):
        super().__init__(weight, bias)
        self._transposed = weight.T.copy()

    def forward(self, x):
        self._x = x
        output = x @ self._transposed
        return output if self.bias is None else output + self.bias
