# mistake: `Conv2d` lets every group read the input channels of the first one.
# hint: Which input channels does the last output channel see?
# loses: groups
class Conv2d(Conv2d):
    def forward(self, x):
        first = x[:, : self.weight.shape[1]]
        return super().forward(np.concatenate([first] * self.groups, axis=1))
