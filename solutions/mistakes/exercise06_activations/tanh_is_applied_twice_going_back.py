# mistake: `Tanh.backward` takes tanh of the output once more before it is squared.
# hint: Is what you remember the input or the output? Which of the two does your formula expect?
# loses: example_sigmoid_and_tanh tanh
class Tanh(Tanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = 1.0 - np.tanh(output) ** 2
        return output
