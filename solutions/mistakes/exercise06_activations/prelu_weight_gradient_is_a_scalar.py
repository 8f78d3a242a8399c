# mistake: `PReLU.grad_weight` of a single slope has no axis; it should have the shape of `weight`, which is (1,).
# hint: Compare the shapes of weight and grad_weight.
# loses: prelu
class PReLU(PReLU):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        if self.weight.size == 1:
            self.grad_weight = self.grad_weight[0]
        return grad_x
