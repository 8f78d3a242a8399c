# mistake: `Maxout.backward` starts from zeros of float64, whatever x is.
# hint: Of which dtype does np.zeros make an array unless it is told?
# loses: float32
class Maxout(Maxout):
    def backward(self, grad_output):
        return super().backward(grad_output.astype(np.float64))
