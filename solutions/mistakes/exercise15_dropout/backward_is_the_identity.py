# mistake: `Dropout.backward` returns the gradient as it came, without mask and scale.
# hint: What is the derivative of y = m · x / (1 - p) with respect to x?
# loses: example_backward backward certain_probabilities
class Dropout(Dropout):
    def backward(self, grad_output):
        return 1.0 * grad_output
