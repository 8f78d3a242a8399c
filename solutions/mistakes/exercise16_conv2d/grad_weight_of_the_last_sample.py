# mistake: `grad_weight` knows only the last sample of the batch; all samples should be summed.
# hint: Does the loop over the samples add to the gradient, or start it anew?
# loses: grad_weight
class Conv2d(Conv2d):
    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        grad = grad_output.reshape(len(grad_output), self.groups, -1, self._columns.shape[3])
        self.grad_weight = (grad[-1] @ self._columns[-1].swapaxes(1, 2)).reshape(self.weight.shape)
        return grad_x
