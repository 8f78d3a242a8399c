# mistake: `PReLU.backward` takes a step of gradient descent itself; it should leave the weight as it is.
# hint: Whose task is the step, the layer's or the optimizer's? Compare weight before backward and after it.
# loses: arguments
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        if self.weight.flags.writeable:
            self.weight -= 0.01 * self.grad_weight
        return grad_x
