# mistake: `Sigmoid.backward` multiplies by y alone; the factor 1 - y is missing.
# hint: How steep is the sigmoid at the far right, and what does your derivative say there?
# loses: example_sigmoid_and_tanh sigmoid
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = output
        return output
