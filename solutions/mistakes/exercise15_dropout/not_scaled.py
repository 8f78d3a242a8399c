# mistake: `Dropout` leaves what it keeps as it is in training; it should be divided by the probability of
#     being kept.
# hint: On average, what comes out of a training forward, and what comes out in evaluation? Should the two
#     differ?
# loses: example_training example_backward values backward probability_may_change float32 arguments
class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = draw_mask(self.rng, self.p, x)
        return x * self._factor
