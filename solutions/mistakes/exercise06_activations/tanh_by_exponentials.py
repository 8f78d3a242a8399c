# mistake: `Tanh` divides exponentials of x and -x, which is inf / inf where x is far from 0.
# hint: What are numerator and denominator at x = 1000, and what is their quotient?
# loses: large_inputs
class Tanh(Tanh):
    def forward(self, x):
        output = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
        self._derivative = 1.0 - output * output
        return output
