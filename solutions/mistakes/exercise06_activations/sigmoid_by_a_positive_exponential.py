# mistake: `Sigmoid` computes exp(x) / (1 + exp(x)), which is inf / inf where x is far above 0.
# hint: What are numerator and denominator at x = 1000, and what is their quotient?
# loses: large_inputs
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = np.exp(x) / (1.0 + np.exp(x))
        self._derivative = output * (1.0 - output)
        return output
