# mistake: `Dropout.backward` scales by 1/(1 - p) twice.
# hint: Compare the factor that backward multiplies by with the one of forward.
# loses: example_backward backward float32
class Dropout(Dropout):
    def backward(self, grad_output):
        return grad_output * self._factor**2
