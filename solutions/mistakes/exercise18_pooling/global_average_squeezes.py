# mistake: `GlobalAvgPool2d` drops every axis of size 1, also that of a batch of one or of a single channel.
# hint: What does .squeeze() leave of the shape (1, 3, 1, 1), and what of (2, 1, 1, 1)?
# loses: global_average
class GlobalAvgPool2d(GlobalAvgPool2d):
    def forward(self, x):
        return super().forward(x)[:, :, None, None].squeeze()
