# mistake: `ClassicDropout.backward` passes the gradient of an evaluation on as it came.
# hint: In evaluation y = (1 - p) x. What is its derivative?
# loses: classic_evaluation
class ClassicDropout(ClassicDropout):
    def backward(self, grad_output):
        return grad_output * self._factor if self._dropped else 1.0 * grad_output

    def forward(self, x):
        self._dropped = self.training
        return super().forward(x)
