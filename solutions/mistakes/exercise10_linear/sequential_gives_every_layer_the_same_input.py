# mistake: `Sequential.forward` gives every layer the input of the chain; each should get what the layer before it
#     returned.
# hint: What does "square" see in the worked example, [3, 5] or [6, 10]? Print what goes into each of your layers.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        output = x
        for layer in self.layers:
            output = layer.forward(x)
        return output
