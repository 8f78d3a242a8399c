# mistake: `Conv2d.backward` gives each pixel the weight of the opposite entry of the kernel in `grad_x`.
# hint: Take an upstream gradient with a single 1: what should the gradient of the input look like around that place?
# loses: example_backward grad_x
class Conv2d(Conv2d):
    def backward(self, grad_output):
        super().backward(grad_output)
        weight = self.weight[:, :, ::-1, ::-1]
        twin = Conv2d(weight, None, self.stride, self.padding, self.dilation, self.groups)
        twin._columns, twin._input_size = self._columns, self._input_size
        return super(Conv2d, twin).backward(grad_output)
