# mistake: `LeakyReLU`'s derivative is 1 at exactly 0; the statement has the slope there.
# hint: Only x = 0 differs. On which side is it for your comparison?
# loses: kinks_at_zero
class LeakyReLU(LeakyReLU):
    def forward(self, x):
        self._derivative = np.where(x >= 0.0, 1.0, self.negative_slope).astype(x.dtype)
        return x * self._derivative
