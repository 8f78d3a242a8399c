# mistake: `Maxout.backward` gives each of several tied pieces the whole gradient; the first alone should get it.
# hint: Add up the gradient of a group whose pieces are equal. Is it what came in?
# loses: kinks_elsewhere
class Maxout(Maxout):
    def forward(self, x):
        output = super().forward(x)
        self._mask = (x == np.repeat(output, self.num_pieces, axis=1)).astype(x.dtype)
        return output

    def backward(self, grad_output):
        pieces = self._mask.shape[1] // max(1, grad_output.shape[1])
        return self._mask * np.repeat(grad_output, pieces, axis=1)
