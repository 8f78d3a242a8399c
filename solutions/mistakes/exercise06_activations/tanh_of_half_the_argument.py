# mistake: `Tanh` is made from a sigmoid of x; it should be one of 2 x.
# hint: tanh(x) = 2 σ(?) - 1: compare both sides at log 2, where the left one is 3/5.
# loses: example_sigmoid_and_tanh tanh
class Tanh(Tanh):
    def forward(self, x):
        output = np.tanh(0.5 * x)
        self._derivative = 1.0 - output * output
        return output
