# mistake: The constructor keeps a transposed copy of weight, so that later changes of the weight are not seen.
# loses: parameters_may_change
class Linear(Linear):
    def __init__(self, weight, bias=None):
        super().__init__(weight, bias)
        self._transposed = weight.T.copy()

    def forward(self, x):
        self._x = x
        output = x @ self._transposed
        return output if self.bias is None else output + self.bias
