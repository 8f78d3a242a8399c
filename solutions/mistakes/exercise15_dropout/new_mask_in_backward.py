# mistake: `Dropout.backward` draws a mask of its own; it should use the one of the last forward.
# hint: An entry that was dropped had no part in the output. Can a gradient reach it?
# loses: example_backward backward calls_are_independent
class Dropout(Dropout):
    def backward(self, grad_output):
        if not self._dropped:
            return grad_output * self._factor
        scale = 1.0 / (1.0 - self._p) if self._p < 1.0 else 0.0
        return scale * grad_output * draw_mask(self.rng, self._p, grad_output)

    def forward(self, x):
        self._dropped, self._p = self.training, self.p
        return super().forward(x)
