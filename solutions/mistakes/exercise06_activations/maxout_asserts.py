# mistake: `Maxout` uses assert for a wrong number of channels; it should raise a ValueError.
# hint: Which exception does a failing assert raise? And what is left of it under python -O?
# loses: maxout_refuses
class Maxout(Maxout):
    def forward(self, x):
        assert x.shape[1] % self.num_pieces == 0, "channels"
        return super().forward(x)
