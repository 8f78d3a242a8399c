# mistake: `running_var` is mixed from the biased variance of each batch; it should keep the unbiased one.
# hint: The worked example has three samples. By what is the sum of the squared distances divided there before it is
#     mixed in?
# loses: example_running_statistics running_statistics float32
# convention: Keras, where the moving variance is that of the batch as it is
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        count = x[:, 0].size
        if count == 1:
            raise ValueError("one value per channel")
        mean = np.mean(x, axis=self._axes)
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        self.running_mean = (1.0 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1.0 - self.momentum) * self.running_var + self.momentum * var
        return mean, var
