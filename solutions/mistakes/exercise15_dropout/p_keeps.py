# mistake: `p` is taken for the probability that an entry is kept; here it is the probability that it is
#     dropped.
# hint: Count the zeros for p = 0.1. The statement says of how many entries of ten they are.
# loses: values drop_rate classic_training
# convention: the paper of 2014 and of TensorFlow 1's keep_prob
def draw_mask(rng, p, x):
    return (rng.random(x.shape) < p).astype(x.dtype)


class Dropout(Dropout):
    def forward(self, x):
        self._factor = np.ones_like(x)
        if self.training:
            self._factor = draw_mask(self.rng, self.p, x) * (1.0 / self.p if self.p > 0.0 else 0.0)
        return x * self._factor


class ClassicDropout(ClassicDropout):
    def forward(self, x):
        self._factor = draw_mask(self.rng, self.p, x) if self.training else np.full_like(x, self.p)
        return x * self._factor
