# mistake: `RReLU.backward` asks for the present mode; it should follow the mode of the last forward.
# hint: forward in training, then eval(), then backward: whose gradient is asked for?
# loses: rrelu_evaluation rrelu_training
class RReLU(RReLU):
    def forward(self, x):
        self._x = x
        self._slope = self.rng.uniform(self.lower, self.upper, x.shape)
        self._derivative = by_sign(x, self._slope if self.training else (self.lower + self.upper) / 2)
        return x * self._derivative

    def backward(self, grad_output):
        slope = self._slope if self.training else (self.lower + self.upper) / 2
        return grad_output * by_sign(self._x, slope)
