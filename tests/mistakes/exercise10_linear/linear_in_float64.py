# mistake: Forward collects its result in an array of zeros, which is float64 whatever the dtype of the input.
# loses: float32
class Linear(Linear):
    def forward(self, x):
        output = np.zeros((*x.shape[:-1], self.weight.shape[0]))
        output += super().forward(x)
        return output
