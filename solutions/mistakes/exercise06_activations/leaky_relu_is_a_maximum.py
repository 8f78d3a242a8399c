# mistake: `LeakyReLU` takes the larger of x and slope times x, which is the wrong one where the slope is above 1.
# hint: With a slope of 2, which of -1 and -2 does your layer return for x = -1?
# loses: leaky_relu
class LeakyReLU(LeakyReLU):
    def forward(self, x):
        leaked = self.negative_slope * x
        self._derivative = np.where(x > leaked, 1.0, self.negative_slope).astype(x.dtype)
        return np.maximum(x, leaked)
