# mistake: `Maxout.backward` gives every piece of a group the gradient; only the largest had a part in the output.
# hint: Does the output move when a piece that is not the largest moves a little?
# loses: example_maxout maxout kinks_elsewhere
class Maxout(Maxout):
    def backward(self, grad_output):
        pieces = self._shapes[1][2]
        return np.repeat(grad_output, pieces, axis=1)
