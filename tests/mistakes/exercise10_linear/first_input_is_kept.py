# mistake: Forward remembers only the first input it ever saw.
# loses: calls_are_independent
class Linear(Linear):
    def forward(self, x):
        first = getattr(self, "_x", x)
        output = super().forward(x)
        self._x = first
        return output
