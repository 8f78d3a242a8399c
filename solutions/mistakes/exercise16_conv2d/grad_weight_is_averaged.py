# mistake: `grad_weight` is the mean over the samples of the batch; it should be their sum.
# hint: Send the same image twice in one batch. What should happen to the gradient?
# loses: grad_weight
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = self.grad_weight / len(grad_output)
        return grad_x
