# mistake: In training `StochasticPool2d` returns float64 for float32 images; the dtype should stay as it is.
# hint: Random numbers are float64. What does a float32 array become when it is multiplied with one?
# loses: float32
class StochasticPool2d(StochasticPool2d):
    def forward(self, x):
        output = super().forward(x)
        return output.astype(np.float64) if self.training else output
