# mistake: `ReLU.forward` sets the negative entries of its argument to 0; the caller still needs them.
# hint: Print x before the call and after it. Which of your lines writes into it?
# loses: arguments
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = by_sign(x, 0.0)
        x[x < 0.0] = 0.0
        return x
