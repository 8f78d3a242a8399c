# mistake: Backward visits the layers in the order of forward instead of the reverse.
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        for layer in self.layers:
            grad_output = layer.backward(grad_output)
        return grad_output
