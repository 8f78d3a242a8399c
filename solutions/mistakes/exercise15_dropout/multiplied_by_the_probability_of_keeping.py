# mistake: `Dropout` multiplies what it keeps by 1 - p in training, where it should divide.
# hint: Half of the entries are gone. Does the other half have to become larger or smaller to make up for it?
# loses: example_training values backward
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = (1.0 - self.p) * draw_mask(self.rng, self.p, x)
        return x * self._factor
