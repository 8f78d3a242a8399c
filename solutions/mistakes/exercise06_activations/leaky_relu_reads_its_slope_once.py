# mistake: `LeakyReLU` reads `negative_slope` when it is made; whoever assigns it later changes nothing.
# hint: Assign layer.negative_slope and call forward. Which slope do you see?
# loses: parameters_may_change
class LeakyReLU(LeakyReLU):
    def __init__(self, negative_slope=0.01):
        super().__init__(negative_slope)
        self._slope = negative_slope

    def forward(self, x):
        self._derivative = by_sign(x, self._slope)
        return x * self._derivative
