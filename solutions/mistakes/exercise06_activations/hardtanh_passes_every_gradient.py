# mistake: `Hardtanh.backward` passes the whole gradient on, also where the output was cut off.
# hint: Does the output still move when x = 5 moves a little?
# loses: example_straight_lines hardtanh kinks_elsewhere
class Hardtanh(Hardtanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = np.ones_like(x)
        return output
