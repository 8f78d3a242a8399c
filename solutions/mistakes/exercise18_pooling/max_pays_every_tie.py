# mistake: `MaxPool2d.backward` gives the whole gradient to every entry that equals the maximum; only the first of
#     them should get it.
# hint: A window of four equal pixels has one gradient to hand on. How much of it arrives in total?
# loses: max_ties
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        windows = cut(pad(x, self.padding, -np.inf), self.kernel_size, self.stride)
        self._chosen = windows == output[:, :, None]
        return output
