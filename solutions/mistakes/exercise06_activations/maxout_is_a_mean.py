# mistake: `Maxout` averages the pieces of a group; it should take the largest.
# hint: Is your layer still a bend, or is it a linear one?
# loses: example_maxout maxout
class Maxout(Maxout):
    def forward(self, x):
        super().forward(x)
        return np.mean(x.reshape(self._shapes[1]), axis=2).astype(x.dtype)

    def backward(self, grad_output):
        pieces = self._shapes[1][2]
        return np.repeat(grad_output / np.asarray(pieces, grad_output.dtype), pieces, axis=1)
