# mistake: `BatchNorm.forward` changes x itself when it subtracts the mean; the caller still needs it.
# hint: Compare the caller's x before the call and after it. Which of your lines writes into it?
# loses: arguments
class BatchNorm(BatchNorm):
    def forward(self, x):
        output = super().forward(x)
        if self.training:
            x -= np.mean(x, axis=self._axes, keepdims=True)
        return output
