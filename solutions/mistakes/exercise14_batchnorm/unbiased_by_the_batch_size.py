# mistake: `running_var` is made unbiased with N / (N - 1) even where a channel has N·L values; every value counts.
# hint: How many numbers were averaged for one channel of (N, C, L)? Is that the number in your correction?
# loses: running_statistics
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        count = x[:, 0].size
        if count == 1:
            raise ValueError("one value per channel")
        mean = np.mean(x, axis=self._axes)
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        n = x.shape[0]
        unbiased = var * (n / (n - 1)) if n > 1 else var
        self.running_mean = (1.0 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1.0 - self.momentum) * self.running_var + self.momentum * unbiased
        return mean, var
