# mistake: Backward gives every layer the gradient from above instead of what the layer after it returned.
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        grad_x = grad_output
        for layer in reversed(self.layers):
            grad_x = layer.backward(grad_output)
        return grad_x
