# mistake: `Sequential.backward` stops before the first layer, as if nobody needed the gradient of the input.
# hint: A `Sequential` may stand inside another one. What would the layer in front of it be given by yours?
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        for layer in reversed(self.layers[1:]):
            grad_output = layer.backward(grad_output)
        return grad_output
