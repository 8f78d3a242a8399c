# mistake: `Sequential.forward` leaves the last layer out.
# hint: Make a `Sequential` of a single layer and call it: what comes out? Check where your loop over the layers ends.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer.forward(x)
        return x
