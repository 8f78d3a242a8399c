# mistake: `ClassicDropout` multiplies by 1 - p once more at each call in evaluation.
# hint: Call forward twice in evaluation. Does the second output differ from the first?
# loses: classic_evaluation
class ClassicDropout(ClassicDropout):
    def forward(self, x):
        super().forward(x)
        if not self.training:
            self._power = getattr(self, "_power", 0) + 1
            self._factor = np.full_like(x, (1.0 - self.p) ** self._power)
        return x * self._factor
