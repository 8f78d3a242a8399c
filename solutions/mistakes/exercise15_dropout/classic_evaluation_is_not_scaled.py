# mistake: `ClassicDropout` returns x in evaluation; it should multiply by 1 - p.
# hint: All units are there now. Is their sum what it was on average in training?
# loses: example_classic classic_evaluation
class ClassicDropout(ClassicDropout):
    def forward(self, x):
        super().forward(x)
        if not self.training:
            self._factor = np.ones_like(x)
        return x * self._factor
