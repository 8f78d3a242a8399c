# mistake: `Conv2d` flattens the kernel down its columns, and the windows along their rows: entries meet the wrong
#     pixels.
# hint: Which entry of the kernel meets the pixel to the right of the window's first?
# loses: example_forward forward grad_x
class Conv2d(Conv2d):
    def _matrix(self):
        kernels = self.weight.swapaxes(2, 3)
        return kernels.reshape(self.groups, self.weight.shape[0] // self.groups, self.weight[0].size)
