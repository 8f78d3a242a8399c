# mistake: `Conv2d.forward` remembers its input on the class, so that two layers overwrite each other's.
# hint: Send two layers forward and then the first one backward. Whose input does it find?
# loses: calls_are_independent
class Conv2d(Conv2d):
    def forward(self, x):
        output = super().forward(x)
        Conv2d._columns, Conv2d._input_size = self._columns, self._input_size
        del self._columns, self._input_size
        return output
