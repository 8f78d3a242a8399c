# mistake: Forward remembers its input on the class, so that two layers overwrite each other's.
# loses: calls_are_independent
class Linear(Linear):
    def forward(self, x):
        output = super().forward(x)
        del self._x
        Linear._x = x
        return output
