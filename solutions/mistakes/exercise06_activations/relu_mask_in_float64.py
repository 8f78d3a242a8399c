# mistake: `ReLU.backward` multiplies by a mask of float64, so that float32 becomes float64.
# hint: Of which dtype is an array that where or ones makes of plain numbers?
# loses: float32
class ReLU(ReLU):
    def forward(self, x):
        self._derivative = np.where(x > 0.0, 1.0, 0.0)
        return np.maximum(x, 0.0)
