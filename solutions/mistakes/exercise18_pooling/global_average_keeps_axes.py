# mistake: `GlobalAvgPool2d` returns (N, C, 1, 1); it should return (N, C).
# hint: How many axes has a row of C numbers for each of N images?
# loses: example_global global_average
# convention: PyTorch's `AdaptiveAvgPool2d(1)` keeps both axes
class GlobalAvgPool2d(GlobalAvgPool2d):
    def forward(self, x):
        return super().forward(x)[:, :, None, None]

    def backward(self, grad_output):
        return super().backward(grad_output.reshape(grad_output.shape[:2]))
