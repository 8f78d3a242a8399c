# mistake: `PReLU.grad_weight` is added to what was there before; it should be overwritten.
# hint: Call forward and backward twice. By which factor does the second grad_weight differ from the first?
# loses: calls_are_independent
# convention: PyTorch's optimizers and autograd, which add up until zero_grad() is called
class PReLU(PReLU):
    def __init__(self, weight):
        super().__init__(weight)
        self.grad_weight = np.zeros_like(weight)

    def backward(self, grad_output):
        before = self.grad_weight
        grad_x = super().backward(grad_output)
        self.grad_weight = before + self.grad_weight
        return grad_x
