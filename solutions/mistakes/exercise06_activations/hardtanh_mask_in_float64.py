# mistake: `Hardtanh.backward` multiplies by a mask of float64, so that float32 becomes float64.
# hint: Of which dtype is an array that where or ones makes of plain numbers?
# loses: float32
class Hardtanh(Hardtanh):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = np.where((x > self.min_val) & (x < self.max_val), 1.0, 0.0)
        return output
