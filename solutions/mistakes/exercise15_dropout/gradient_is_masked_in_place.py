# mistake: `Dropout.backward` multiplies its argument in place; the caller still needs it.
# hint: grad_output *= ... changes the array that the caller holds.
# loses: arguments
class Dropout(Dropout):
    def backward(self, grad_output):
        grad_output *= self._factor
        return grad_output
