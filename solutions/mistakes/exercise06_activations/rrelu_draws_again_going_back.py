# mistake: `RReLU.backward` draws slopes of its own; it should use those of the last forward.
# hint: Which slope did this entry have on the way forward? Is it the one that you multiply its gradient by?
# loses: example_rrelu rrelu_training
class RReLU(RReLU):
    def forward(self, x):
        output = super().forward(x)
        self._x, self._drawn = x, self.training
        return output

    def backward(self, grad_output):
        if self._drawn:
            self._derivative = by_sign(self._x, self.rng.uniform(self.lower, self.upper, self._x.shape))
        return grad_output * self._derivative
