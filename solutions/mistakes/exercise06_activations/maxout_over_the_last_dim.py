# mistake: `Maxout` groups the last dim; the channels are on dim 1, whatever follows it.
# hint: Where do the channels of (N, C, H, W) stand?
# loses: maxout
# convention: Keras, whose images are (N, H, W, C)
class Maxout(Maxout):
    def forward(self, x):
        return super().forward(x.swapaxes(1, -1)).swapaxes(1, -1)

    def backward(self, grad_output):
        return super().backward(grad_output.swapaxes(1, -1)).swapaxes(1, -1)
