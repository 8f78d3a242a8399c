# mistake: `Dropout` remembers its mask on the class, so that two layers share it.
# hint: Two layers go forward, then both backward: what belongs on self?
# loses: calls_are_independent
class Dropout(Dropout):
    def forward(self, x):
        output = super().forward(x)
        Dropout.shared = self._factor
        return output

    def backward(self, grad_output):
        return grad_output * Dropout.shared
