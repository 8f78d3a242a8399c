# mistake: In training `BatchNorm` divides by the root of the unbiased variance; the batch is normalized by the biased
#     one.
# hint: Two variances occur in the statement, one divided by m and one by m - 1. Which of them stands in the formula
#     of x̂?
# loses: example_batchnorm_forward batchnorm_forward batchnorm_images
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        count = x[:, 0].size
        if count == 1:
            raise ValueError("one value per channel")
        mean = np.mean(x, axis=self._axes)
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        unbiased = var * (count / (count - 1))
        self.running_mean = (1.0 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1.0 - self.momentum) * self.running_var + self.momentum * unbiased
        var = unbiased
        return mean, var
