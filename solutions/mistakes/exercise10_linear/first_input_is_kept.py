# mistake: `Linear.forward` remembers only the first input that it ever saw; backward needs the latest.
# hint: Go forward with one batch, forward with another, and then backward: which of the two does your `grad_weight`
#     know?
# loses: calls_are_independent
class Linear(Linear):
    def forward(self, x):
        first = getattr(self, "_x", x)
        output = super().forward(x)
        self._x = first
        return output
