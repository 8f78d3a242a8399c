# mistake: Forward adds the bias to the first sample only.
# loses: example_linear_forward forward
class Linear(Linear):
    def forward(self, x):
        self._x = x
        output = x @ self.weight.T
        if self.bias is not None:
            first = output if output.ndim == 1 else output[:1]
            first += self.bias
        return output
