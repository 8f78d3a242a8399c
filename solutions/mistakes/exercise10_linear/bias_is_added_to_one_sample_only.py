# mistake: `Linear.forward` adds the bias to the first sample only; every sample should get it.
# hint: In the worked example each row should differ from x weightᵀ by (10, 20). By how much do your rows differ?
# loses: example_linear_forward forward
class Linear(Linear):
    def forward(self, x):
        self._x = x
        output = x @ self.weight.T
        if self.bias is not None:
            first = output if output.ndim == 1 else output[:1]
            first += self.bias
        return output
