# mistake: Forward adds the bias even where it is None.
# loses: without_bias
class Linear(Linear):
    def forward(self, x):
        self._x = x
        return x @ self.weight.T + self.bias
