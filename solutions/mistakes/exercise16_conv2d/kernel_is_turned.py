# mistake: `Conv2d` turns the kernel by 180 degrees before it lays it on the image; it should be laid on as it is.
# hint: Which entry of the kernel meets the top left pixel of a window?
# loses: example_forward forward grad_x grad_weight
# convention: convolution in the mathematical sense, as in signal processing
class Conv2d(Conv2d):
    def _matrix(self):
        turned = self.weight[:, :, ::-1, ::-1]
        return turned.reshape(self.groups, self.weight.shape[0] // self.groups, self.weight[0].size)

    def backward(self, grad_output):
        grad_x = super().backward(grad_output)
        self.grad_weight = self.grad_weight[:, :, ::-1, ::-1]
        return grad_x
