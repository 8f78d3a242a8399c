# mistake: `Conv2d.backward` takes a step of gradient descent itself; it should compute gradients and leave the weight
#     alone.
# hint: Whose task is the step, the layer's or the optimizer's? Compare `weight` before backward and after it.
# loses: arguments
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.weight -= 0.01 * self.grad_weight
        return grad_x
