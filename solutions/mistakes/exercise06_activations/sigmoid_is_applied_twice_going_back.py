# mistake: `Sigmoid.backward` applies the sigmoid to the output once more before it takes y (1 - y).
# hint: Is what you remember the input or the output? Which of the two does your formula expect?
# loses: example_sigmoid_and_tanh sigmoid
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = super().forward(x)
        again = super().forward(output)
        self._derivative = again * (1.0 - again)
        return output
