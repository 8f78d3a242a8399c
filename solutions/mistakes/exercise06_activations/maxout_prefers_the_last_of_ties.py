# mistake: `Maxout.backward` gives the gradient to the last of several tied pieces; it should be the first.
# hint: Does your comparison let an equal piece take over from an earlier one?
# loses: kinks_elsewhere
class Maxout(Maxout):
    def forward(self, x):
        output = super().forward(x)
        shape = (x.shape[0], output.shape[1], self.num_pieces, *x.shape[2:])
        last = self.num_pieces - 1 - np.argmax(x.reshape(shape)[:, :, ::-1], axis=2)
        self._winner = last[:, :, None]
        return output
