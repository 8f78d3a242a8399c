# mistake: `ClassicDropout.backward` returns the gradient of training without the mask.
# hint: An entry that was dropped had no part in the output. Can a gradient reach it?
# loses: classic_backward
class ClassicDropout(ClassicDropout):
    def backward(self, grad_output):
        return 1.0 * grad_output if self._dropped and self.p < 1.0 else grad_output * self._factor

    def forward(self, x):
        self._dropped = self.training
        return super().forward(x)
