# mistake: `LeakyReLU` multiplies by an array of float64 slopes, so that float32 becomes float64.
# hint: Of which dtype is an array that where or ones makes of plain numbers?
# loses: float32
class LeakyReLU(LeakyReLU):
    def forward(self, x):
        self._derivative = np.where(x > 0.0, 1.0, self.negative_slope)
        return x * self._derivative
