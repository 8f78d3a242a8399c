# mistake: `Dropout.backward` scales with p as it is now; it should use the factor of the last forward.
# hint: What has backward to remember if p may be assigned between the two calls?
# loses: probability_may_change
class Dropout(Dropout):
    def backward(self, grad_output):
        if not self._dropped:
            return grad_output * self._factor
        return (grad_output * (self._factor != 0) / (1.0 - self.p if self.p < 1.0 else 1.0)).astype(grad_output.dtype)

    def forward(self, x):
        self._dropped = self.training
        return super().forward(x)
