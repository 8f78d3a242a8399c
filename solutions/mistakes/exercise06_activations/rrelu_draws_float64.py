# mistake: `RReLU` computes with the float64 numbers that it draws, so that float32 becomes float64.
# hint: What is the dtype of float32 times float64?
# loses: float32
class RReLU(RReLU):
    def forward(self, x):
        slope = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.uniform(self.lower, self.upper, x.shape)
        self._derivative = np.where(x > 0.0, 1.0, slope)
        return x * self._derivative
