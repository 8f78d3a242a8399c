# mistake: `Maxout` chooses the piece of the largest absolute value; it should be the largest one, signs included.
# hint: Which of -3 and -1 is the larger?
# loses: example_maxout maxout
class Maxout(Maxout):
    def forward(self, x):
        super().forward(x)
        pieces = x.reshape(self._shapes[1])
        self._winner = np.argmax(np.abs(pieces), axis=2)[:, :, None]
        return np.take_along_axis(pieces, self._winner, axis=2)[:, :, 0]
