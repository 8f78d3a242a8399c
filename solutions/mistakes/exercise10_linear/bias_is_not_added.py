# mistake: `Linear.forward` never adds the bias.
# hint: What does your layer give for an input of zeros? The statement's formula says what should be left of it there.
# loses: example_linear_forward forward vectors sequences
class Linear(Linear):
    def forward(self, x):
        self._x = x
        return x @ self.weight.T
