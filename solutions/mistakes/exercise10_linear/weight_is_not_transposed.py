# mistake: `Linear.forward` multiplies by the weight as it is, as if its shape were (inputs, outputs).
# hint: For D = 3 and K = 2, x is (N, 3) and the weight is (2, 3). Does the product that you wrote exist, and which
#     shape should come out?
# loses: example_linear_forward forward
class Linear(Linear):
    def forward(self, x):
        self._x = x
        output = x @ self.weight
        return output if self.bias is None else output + self.bias
