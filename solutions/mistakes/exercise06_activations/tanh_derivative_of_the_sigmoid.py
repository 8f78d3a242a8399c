# mistake: `Tanh.backward` multiplies by y (1 - y), which is the derivative of the sigmoid.
# hint: How steep is tanh at 0? Compare with what your formula gives for y = 0.
# loses: example_sigmoid_and_tanh tanh
class Tanh(Tanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = output * (1.0 - output)
        return output
