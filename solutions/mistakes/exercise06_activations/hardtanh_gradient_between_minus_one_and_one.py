# mistake: `Hardtanh.backward` passes gradients between -1 and 1, whatever the bounds are.
# hint: forward knows the bounds. Does backward?
# loses: example_straight_lines hardtanh
class Hardtanh(Hardtanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = ((x > -1.0) & (x < 1.0)).astype(x.dtype)
        return output
