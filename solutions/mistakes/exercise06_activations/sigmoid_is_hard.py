# mistake: `Sigmoid` is made of straight lines, x/6 + 1/2 cut off at 0 and 1; the statement asks for the exponential.
# hint: Your function is exact at 0 and near enough elsewhere. Which formula does the statement give?
# loses: example_sigmoid_and_tanh sigmoid
# convention: PyTorch's Hardsigmoid
class Sigmoid(Sigmoid):
    def forward(self, x):
        self._derivative = (np.abs(x) < 3.0).astype(x.dtype) / 6.0
        return np.clip(x / 6.0 + 0.5, 0.0, 1.0)
