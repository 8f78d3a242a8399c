# mistake: `Conv2d.backward` cuts the padding off with a negative index; without padding nothing is left of `grad_x`.
# hint: What is `[0:-0]` of a list?
# loses: example_backward grad_x
class Conv2d(Conv2d):
    def backward(self, grad_output):
        top, left = pair(self.padding)
        padded = np.pad(super().backward(grad_output), ((0, 0), (0, 0), (top, top), (left, left)))
        return padded[:, :, top:-top, left:-left]
