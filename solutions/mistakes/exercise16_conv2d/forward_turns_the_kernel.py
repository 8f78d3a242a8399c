# mistake: `Conv2d.forward` turns the kernel by 180 degrees, and `backward` does not: the gradients are those of
#     another output.
# hint: Which entry of the kernel meets the top left pixel of a window in forward, and which one in backward?
# loses: example_forward forward
class Conv2d(Conv2d):
    def forward(self, x):
        weight, self.weight = self.weight, self.weight[:, :, ::-1, ::-1]
        output = super().forward(x)
        self.weight = weight
        return output
