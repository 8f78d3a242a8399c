# mistake: `PReLU` takes the larger of x and slope times x, which is the wrong one where the slope is above 1.
# hint: With a slope of 2, which of -1 and -2 does your layer return for x = -1?
# loses: prelu prelu_channels
class PReLU(PReLU):
    def forward(self, x):
        self._x = x
        slope = self.weight.reshape(-1, *[1] * (x.ndim - 2)) * np.ones_like(x)
        self._derivative = np.where(x > slope * x, 1.0, slope).astype(x.dtype)
        return np.maximum(x, slope * x)
