# mistake: `MaxPool2d.backward` shares the gradient out between equal maxima; the first of them should get all of it.
# hint: Which of the tied entries does the statement name?
# loses: max_ties
# convention: `torch.amax` and `jax.numpy.max` share the gradient out between equal maxima
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        windows = cut(pad(x, self.padding, -np.inf), self.kernel_size, self.stride)
        ties = windows == output[:, :, None]
        self._chosen = (ties / np.sum(ties, axis=2, keepdims=True)).astype(x.dtype)
        return output
