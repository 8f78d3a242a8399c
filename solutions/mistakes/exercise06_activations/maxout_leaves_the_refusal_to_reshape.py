# mistake: `Maxout` relies on reshape to refuse a wrong number of channels, which it does not for an empty batch.
# hint: How many entries has an array of shape (0, 7), and how many one of shape (0, 2, 3)?
# loses: maxout_refuses
class Maxout(Maxout):
    def forward(self, x):
        if x.size or x.shape[1] % self.num_pieces == 0:
            return super().forward(x)
        return np.zeros((0, x.shape[1] // self.num_pieces, *x.shape[2:]), x.dtype)
