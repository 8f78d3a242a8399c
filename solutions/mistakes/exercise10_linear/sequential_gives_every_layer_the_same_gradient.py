# mistake: `Sequential.backward` gives every layer the gradient from above; each should get what the layer after it
#     returned.
# hint: What does "square" receive on the way back in the worked example, [1, 10] or [10, 1]? Follow the one variable
#     that should change from layer to layer.
# loses: example_sequential sequential
class Sequential(Sequential):
    def backward(self, grad_output):
        grad_x = grad_output
        for layer in reversed(self.layers):
            grad_x = layer.backward(grad_output)
        return grad_x
