# mistake: `AvgPool2d.backward` divides by the number of pixels inside the image, which forward does not; both should
#     divide by all entries of the window.
# hint: By what was the sum of a window at the border divided on the way forward?
# loses: average_padding
class AvgPool2d(AvgPool2d):
    def forward(self, x):
        output = super().forward(x)
        inside = cut(pad(np.ones_like(x), self.padding, 0.0), self.kernel_size, self.stride)
        self._inside = np.mean(inside, axis=2)
        return output

    def backward(self, grad_output):
        return super().backward(grad_output / self._inside)
