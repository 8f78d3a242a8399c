# mistake: Forward starts with the last layer.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        for layer in reversed(self.layers):
            x = layer.forward(x)
        return x
