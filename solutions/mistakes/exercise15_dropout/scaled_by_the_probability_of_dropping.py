# mistake: `Dropout` divides what it keeps by p, the probability of being dropped.
# hint: Take p = 0.1: nine of ten entries are kept. Should they become ten times as large?
# loses: values backward
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = draw_mask(self.rng, self.p, x) / self.p if self.p > 0.0 else np.ones_like(x)
        return x * self._factor
