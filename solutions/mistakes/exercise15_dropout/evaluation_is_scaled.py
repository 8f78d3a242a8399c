# mistake: `Dropout` multiplies by 1 - p in evaluation, although it has scaled in training already.
# hint: Which of the two layers pays in training, and which one in evaluation?
# loses: evaluation
class Dropout(Dropout):
    def forward(self, x):
        super().forward(x)
        if not self.training:
            self._factor = np.full_like(x, 1.0 - self.p)
        return x * self._factor
