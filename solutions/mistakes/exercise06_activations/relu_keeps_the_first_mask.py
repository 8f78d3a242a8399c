# mistake: `ReLU` remembers the mask of the first forward; backward belongs to the last one.
# hint: Go forward with one batch, forward with another, and then backward: which of the two does your mask know?
# loses: calls_are_independent
class ReLU(ReLU):
    def forward(self, x):
        first = getattr(self, "_derivative", None)
        output = super().forward(x)
        self._derivative = self._derivative if first is None else first
        return output
