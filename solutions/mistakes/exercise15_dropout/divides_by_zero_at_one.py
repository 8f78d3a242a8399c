# mistake: At p = 1 the scale 1/(1 - p) is computed all the same: a division by zero.
# hint: With p = 1 all is dropped. What is the scale then, and is it ever needed?
# loses: certain_probabilities refuses
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = draw_mask(self.rng, self.p, x) / np.asarray(1.0 - self.p, x.dtype)
        return x * self._factor
