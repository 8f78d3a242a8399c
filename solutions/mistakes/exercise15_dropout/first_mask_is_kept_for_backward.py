# mistake: `Dropout.backward` uses the mask of the first forward; it should be that of the last one.
# hint: forward twice, then backward: which of the two is it the gradient of?
# loses: calls_are_independent
class Dropout(Dropout):
    def forward(self, x):
        output = super().forward(x)
        self._first = getattr(self, "_first", self._factor)
        return output

    def backward(self, grad_output):
        return grad_output * self._first
