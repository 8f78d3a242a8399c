# mistake: `Sequential.backward` visits the layers in the order of forward; it should go from the last to the first.
# hint: Which layer stands next to the loss? At first it is the only one whose upstream gradient is known.
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        for layer in self.layers:
            grad_output = layer.backward(grad_output)
        return grad_output
