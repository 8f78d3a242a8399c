# mistake: `Sigmoid` remembers its derivative on the class, so that two layers share it.
# hint: Two layers go forward, then both backward. What belongs on self?
# loses: calls_are_independent
class Sigmoid(Sigmoid):
    def forward(self, x):
        output = super().forward(x)
        Sigmoid.shared = self._derivative
        return output

    def backward(self, grad_output):
        return grad_output * Sigmoid.shared
