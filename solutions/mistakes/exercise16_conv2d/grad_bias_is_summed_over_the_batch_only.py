# mistake: `grad_bias` is summed over the samples and keeps an entry for each place; it should have the shape of the
#     bias.
# hint: How many numbers does the bias have, and over which axes of the upstream gradient is each of them used again?
# loses: example_backward grad_bias
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_bias = None if self.bias is None else grad_output.sum(axis=0)
        return grad_x
