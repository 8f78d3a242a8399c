# mistake: `Dropout` makes a new generator with a fixed seed at each forward, so that each call drops the
#     same.
# hint: Where is the generator made that you draw from, and how often?
# loses: generator
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = draw_mask(np.random.default_rng(0), self.p, x) * (
                1.0 / (1.0 - self.p) if self.p < 1.0 else 0.0
            )
        return x * self._factor
