# mistake: `Tanh.backward` computes 1 - x² from the input; 1 - y² is made of the output.
# hint: Which array did you remember in forward: the one that came in, or the one that went out?
# loses: example_sigmoid_and_tanh tanh
class Tanh(Tanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = 1.0 - x * x
        return output
