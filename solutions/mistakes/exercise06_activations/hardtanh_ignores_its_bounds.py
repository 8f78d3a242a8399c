# mistake: `Hardtanh` cuts off at -1 and 1, whatever `min_val` and `max_val` are.
# hint: Where in your forward are the attributes read?
# loses: example_straight_lines hardtanh
class Hardtanh(Hardtanh):
    def forward(self, x):
        self._derivative = ((x > -1.0) & (x < 1.0)).astype(x.dtype)
        return np.clip(x, -1.0, 1.0)
