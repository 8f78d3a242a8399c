# mistake: `Conv2d.forward` returns float64 for a float32 input; the dtype should stay as it is.
# hint: Which dtype has an array that you make without naming one? Follow a float32 image through forward, line by
#     line.
# loses: float32
class Conv2d(Conv2d):
    def forward(self, x):
        return super().forward(x).astype(np.float64)
