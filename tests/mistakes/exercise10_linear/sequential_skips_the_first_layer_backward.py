# mistake: Backward stops before the first layer, as if nobody needed the gradient of the input.
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        for layer in reversed(self.layers[1:]):
            grad_output = layer.backward(grad_output)
        return grad_output
