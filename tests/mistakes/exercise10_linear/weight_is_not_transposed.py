# mistake: Forward multiplies by weight instead of its transpose, as if its shape were (inputs, outputs).
# loses: example_linear_forward forward
class Linear(Linear):
    def forward(self, x):
        self._x = x
        output = x @ self.weight
        return output if self.bias is None else output + self.bias
