# mistake: `Tanh.backward` multiplies by 1 - y; the output should be squared.
# hint: tanh is as steep at -x as at x. Is your derivative?
# loses: example_sigmoid_and_tanh tanh
class Tanh(Tanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = 1.0 - output
        return output
