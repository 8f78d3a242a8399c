# mistake: `Sigmoid` computes 1 / (1 + exp(x)): the sign in the exponent is missing.
# hint: Which of the two should be near 1, your sigmoid of 10 or of -10?
# loses: example_sigmoid_and_tanh sigmoid
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = 0.5 * (1.0 - np.tanh(0.5 * x))
        self._derivative = output * (1.0 - output)
        return output
