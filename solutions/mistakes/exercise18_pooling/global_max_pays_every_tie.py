# mistake: `GlobalMaxPool2d.backward` gives the whole gradient to every pixel that equals the maximum; only the first
#     should get it.
# hint: An image of zeros, as a rectifier may leave it, has one gradient to hand on. How much of it arrives in total?
# loses: other_ties
class GlobalMaxPool2d(GlobalMaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        self._chosen = x == output[:, :, None, None]
        return output
