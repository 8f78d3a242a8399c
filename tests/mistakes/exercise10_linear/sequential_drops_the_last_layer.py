# mistake: Forward leaves the last layer out.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer.forward(x)
        return x
