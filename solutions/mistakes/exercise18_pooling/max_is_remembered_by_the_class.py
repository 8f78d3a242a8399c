# mistake: `MaxPool2d` keeps what backward needs on the class, so that two layers overwrite each other's.
# hint: Send two layers forward and then the first one backward. Whose windows does it find?
# loses: calls_are_independent
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        MaxPool2d._shape, MaxPool2d._chosen = self._shape, self._chosen
        del self._shape, self._chosen
        return output
