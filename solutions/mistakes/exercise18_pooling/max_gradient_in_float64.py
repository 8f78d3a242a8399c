# mistake: `MaxPool2d.backward` returns float64 for a float32 gradient; the dtype should stay as it is.
# hint: Which dtype has an array of zeros that you make without naming one?
# loses: float32
class MaxPool2d(MaxPool2d):
    def backward(self, grad_output):
        return super().backward(grad_output).astype(np.float64)
