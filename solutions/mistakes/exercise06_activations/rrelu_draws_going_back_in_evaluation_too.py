# mistake: `RReLU.backward` draws slopes in both modes; it should use those of the last forward, and draw nothing.
# hint: Which slope did this entry have on the way forward? And which one has it in evaluation?
# loses: example_rrelu rrelu_training rrelu_evaluation
class RReLU(RReLU):
    def forward(self, x):
        self._x = x
        return super().forward(x)

    def backward(self, grad_output):
        return grad_output * by_sign(self._x, self.rng.uniform(self.lower, self.upper, self._x.shape))
