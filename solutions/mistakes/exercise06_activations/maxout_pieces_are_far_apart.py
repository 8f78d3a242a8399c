# mistake: `Maxout` lets channels compete that are C apart, c, c + C, c + 2 C; a group should be neighbours.
# hint: Of channels 0 to 3 with two pieces, which two decide output 0?
# loses: example_maxout maxout
# convention: layers whose weight has the pieces as its first axis
class Maxout(Maxout):
    def forward(self, x):
        batch, channels, *rest = x.shape
        if channels % self.num_pieces:
            raise ValueError(channels)
        self._around = (batch, self.num_pieces, channels // self.num_pieces, *rest)
        return super().forward(x.reshape(self._around).swapaxes(1, 2).reshape(x.shape))

    def backward(self, grad_output):
        batch, pieces, groups, *rest = self._around
        grad_x = super().backward(grad_output).reshape(batch, groups, pieces, *rest)
        return grad_x.swapaxes(1, 2).reshape(batch, pieces * groups, *rest)
