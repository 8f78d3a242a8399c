# mistake: `BatchNorm` computes the variance as the mean of the squares minus the square of the mean, which loses all
#     digits where the mean is large.
# hint: Take the values 100 000, 100 001 and 100 002 and square them. In how many digits do the two numbers agree that
#     you subtract?
# loses: batchnorm_levels
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        count = x[:, 0].size
        if count == 1:
            raise ValueError("one value per channel")
        mean = np.mean(x, axis=self._axes)
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        var = np.mean(x * x, axis=self._axes) - mean * mean
        unbiased = var * (count / (count - 1))
        self.running_mean = (1.0 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1.0 - self.momentum) * self.running_var + self.momentum * unbiased
        return mean, var
