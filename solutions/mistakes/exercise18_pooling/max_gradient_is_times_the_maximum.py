# mistake: `MaxPool2d.backward` multiplies the gradient by the maximum itself; it should be handed on as it is.
# hint: If the largest entry grows by a little, by how much does the output grow?
# loses: example_max max_backward
class MaxPool2d(MaxPool2d):
    def forward(self, x):
        output = super().forward(x)
        self._chosen = self._chosen * output[:, :, None]
        return output
