# mistake: `Linear.forward` remembers its input on the class, so that two layers overwrite each other's.
# hint: Send two layers forward and then the first one backward. Which input does it find, and to whom did that
#     belong?
# loses: calls_are_independent
class Linear(Linear):
    def forward(self, x):
        output = super().forward(x)
        del self._x
        Linear._x = x
        return output
