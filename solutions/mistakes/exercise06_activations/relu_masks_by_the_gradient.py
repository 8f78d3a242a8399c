# mistake: `ReLU.backward` lets positive upstream gradients pass; what decides is the sign of the input.
# hint: Should a positive gradient reach an input that the output does not depend on?
# loses: example_straight_lines relu
# convention: deconvolutional networks, which show what a filter sees and are no derivative
class ReLU(ReLU):
    def backward(self, grad_output):
        return np.maximum(grad_output, 0.0)
