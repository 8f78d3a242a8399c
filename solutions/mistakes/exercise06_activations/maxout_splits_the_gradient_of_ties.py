# mistake: `Maxout.backward` splits the gradient among tied pieces; the first should get all of it.
# hint: Which of the equal pieces does the statement choose, and how much does it get?
# loses: kinks_elsewhere
# convention: torch.amax
class Maxout(Maxout):
    def forward(self, x):
        output = super().forward(x)
        mask = (x == np.repeat(output, self.num_pieces, axis=1)).astype(x.dtype)
        shape = (x.shape[0], output.shape[1], self.num_pieces, *x.shape[2:])
        self._mask = (mask.reshape(shape) / np.sum(mask.reshape(shape), axis=2, keepdims=True)).reshape(x.shape)
        return output

    def backward(self, grad_output):
        pieces = self._mask.shape[1] // max(1, grad_output.shape[1])
        return self._mask * np.repeat(grad_output, pieces, axis=1)
