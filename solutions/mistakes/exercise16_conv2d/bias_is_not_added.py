# mistake: `Conv2d.forward` does not add the bias.
# hint: What is the output for an image of zeros?
# loses: example_forward forward
class Conv2d(Conv2d):
    def forward(self, x):
        bias, self.bias = self.bias, None
        output = super().forward(x)
        self.bias = bias
        return output
