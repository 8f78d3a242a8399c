# mistake: `Sequential.backward` sends the input forward once more; each layer should be called exactly once.
# hint: Every layer still remembers what it needs from its own forward. Think of a layer that draws random numbers:
#     what would a second forward do to it?
# loses: sequential
class Sequential(Sequential):
    def forward(self, x):
        self._input = x
        return super().forward(x)

    def backward(self, grad_output):
        self.forward(self._input)
        return super().backward(grad_output)
