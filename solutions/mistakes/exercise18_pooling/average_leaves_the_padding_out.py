# mistake: `AvgPool2d` divides by the number of pixels that lie inside the image; the zeros of the padding should
#     count.
# hint: A window in the corner has four entries, three of which are padding. By what is its sum divided?
# loses: example_average average_padding
# convention: Keras, TensorFlow and PyTorch's `count_include_pad=False` leave the padding out
class AvgPool2d(AvgPool2d):
    def forward(self, x):
        output = super().forward(x)
        inside = cut(pad(np.ones_like(x), self.padding, 0.0), self.kernel_size, self.stride)
        self._inside = np.mean(inside, axis=2)
        return output / self._inside

    def backward(self, grad_output):
        return super().backward(grad_output / self._inside)
