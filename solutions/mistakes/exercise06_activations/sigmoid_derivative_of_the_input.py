# mistake: `Sigmoid.backward` computes x (1 - x) from the input; y (1 - y) is made of the output.
# hint: Which array did you remember in forward: the one that came in, or the one that went out?
# loses: example_sigmoid_and_tanh sigmoid
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = x * (1.0 - x)
        return output
