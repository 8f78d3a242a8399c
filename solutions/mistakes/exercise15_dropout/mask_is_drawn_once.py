# mistake: `Dropout` draws its mask at the first forward and keeps it; each forward in training should draw
#     anew.
# hint: Call forward twice on one input. Are the same entries gone?
# loses: generator
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            drawn = getattr(self, "_drawn", None)
            if drawn is None or drawn[0] != (x.shape, self.p):
                self._drawn = drawn = ((x.shape, self.p), draw_mask(self.rng, self.p, x))
            self._factor = drawn[1] * (1.0 / (1.0 - self.p) if self.p < 1.0 else 0.0)
        return x * self._factor
