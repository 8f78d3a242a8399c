# mistake: `ClassicDropout` divides by 1 - p in training, as the layer of today does.
# hint: Which of the two layers pays in training, and which one in evaluation?
# loses: example_classic classic_training classic_backward
class ClassicDropout(ClassicDropout):
    def forward(self, x):
        super().forward(x)
        if self.training and self.p < 1.0:
            self._factor = self._factor * (1.0 / (1.0 - self.p))
        return x * self._factor
