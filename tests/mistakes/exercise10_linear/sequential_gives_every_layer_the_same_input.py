# mistake: Forward gives every layer the input of the chain instead of what the layer before it returned.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        output = x
        for layer in self.layers:
            output = layer.forward(x)
        return output
