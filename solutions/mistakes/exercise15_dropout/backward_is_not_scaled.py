# mistake: `Dropout.backward` applies the mask and forgets the scale.
# hint: Each entry was multiplied by two things in forward. What is the derivative of such a product?
# loses: example_backward backward float32
class Dropout(Dropout):
    def backward(self, grad_output):
        return grad_output * (self._factor != 0)
