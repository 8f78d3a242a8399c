# mistake: `Maxout` takes `num_pieces` for the number of groups; it is the size of a group.
# hint: Six channels and num_pieces = 2: how many channels come out?
# loses: maxout
# convention: the num_units of TensorFlow's maxout layer
class Maxout(Maxout):
    def forward(self, x):
        batch, channels, *rest = x.shape
        if channels % self.num_pieces:
            raise ValueError(channels)
        wanted, self.num_pieces = self.num_pieces, channels // self.num_pieces
        try:
            return super().forward(x)
        finally:
            self.num_pieces = wanted
