# mistake: `ClassicDropout` multiplies by p in evaluation; it should be by the probability of being kept.
# hint: Take p = 0.1: how large is an entry in training, on average?
# loses: example_classic classic_evaluation
class ClassicDropout(ClassicDropout):
    def forward(self, x):
        super().forward(x)
        if not self.training:
            self._factor = np.full_like(x, self.p)
        return x * self._factor
