# mistake: Forward never adds the bias.
# loses: example_linear_forward forward vectors sequences
class Linear(Linear):
    def forward(self, x):
        self._x = x
        return x @ self.weight.T
