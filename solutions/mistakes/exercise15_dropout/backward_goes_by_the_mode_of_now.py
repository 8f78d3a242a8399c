# mistake: `Dropout.backward` looks at the mode as it is now; it should go by that of the last forward.
# hint: forward, then eval(), then backward: which forward does the gradient belong to?
# loses: evaluation
class Dropout(Dropout):
    def backward(self, grad_output):
        return grad_output * self._factor if self.training else 1.0 * grad_output
