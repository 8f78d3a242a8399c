# mistake: `MaxPool2d.backward` breaks ties column by column; the first entry in row order should get the gradient.
# hint: In which order do you number the entries of a window?
# loses: max_ties
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        windows = cut(pad(x, self.padding, -np.inf), self.kernel_size, self.stride)
        order = np.arange(windows.shape[2]).reshape(self.kernel_size).T.ravel()
        chosen = first_largest(windows[:, :, order])
        self._chosen = chosen[:, :, np.argsort(order)]
        return output
