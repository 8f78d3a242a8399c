# mistake: `Dropout.forward` multiplies its argument in place; the caller still needs it.
# hint: x *= ... changes the array that the caller holds.
# loses: arguments
class Dropout(Dropout):
    def forward(self, x):
        super().forward(x)
        x *= self._factor
        return x
