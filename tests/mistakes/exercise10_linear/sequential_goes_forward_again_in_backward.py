# mistake: Backward runs every layer forward once more before it goes back.
# loses: sequential
class Sequential(Sequential):
    def forward(self, x):
        self._input = x
        return super().forward(x)

    def backward(self, grad_output):
        self.forward(self._input)
        return super().backward(grad_output)
