# mistake: `Sequential.forward` starts with the last layer; it should start with the first.
# hint: Which of the worked example's three layers has [3, 5] first? Read the arrows of the statement from left to
#     right.
# loses: example_sequential sequential
class Sequential(Sequential):
    def forward(self, x):
        for layer in reversed(self.layers):
            x = layer.forward(x)
        return x
