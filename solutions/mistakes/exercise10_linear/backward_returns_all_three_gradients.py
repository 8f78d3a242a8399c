# mistake: `Linear.backward` returns all three gradients together; it should return that of the input and store the
#     others.
# hint: What would a `Sequential` hand on to the layer in front? For two of the three the statement names a place in
#     the layer.
# loses: example_linear_backward grad_x
# convention: the CS231n assignments, whose `affine_backward` returns dx, dw and db
class Linear(Linear):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        return grad_x, self.grad_weight, self.grad_bias
