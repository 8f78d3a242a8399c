# mistake: `Linear.forward` returns float64 for a float32 input; the dtype should stay as it is.
# hint: Which dtype has an array that you make without naming one? Follow a float32 input through forward, line by
#     line.
# loses: float32
class Linear(Linear):
    def forward(self, x):
        output = np.zeros((*x.shape[:-1], self.weight.shape[0]))
        output += super().forward(x)
        return output
