# mistake: `Sigmoid` takes exp(-x) as it is, which overflows where x is far below 0.
# hint: What is exp(1000)? The same function can be written with an exponential of something that is never positive.
# loses: large_inputs
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = 1.0 / (1.0 + np.exp(-x))
        self._derivative = output * (1.0 - output)
        return output
