# mistake: `Maxout` has reshape work out the number of groups, which it cannot where the batch is empty.
# hint: An array of no entries: how many groups does it have, as far as reshape can see? Which other sizes do you
#     know?
# loses: empty_batch
class Maxout(Maxout):
    def forward(self, x):
        if x.shape[1] % self.num_pieces == 0:
            x.reshape(len(x), -1, self.num_pieces, *x.shape[2:])
        return super().forward(x)
