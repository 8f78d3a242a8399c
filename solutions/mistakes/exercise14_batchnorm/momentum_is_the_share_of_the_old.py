# mistake: `momentum` is taken as the share of the old running statistics; here it is the share of the new batch.
# hint: With momentum 0.1, how far should one batch move the running mean: a tenth of the way, or nine tenths?
# loses: example_running_statistics running_statistics float32
# convention: Keras and TensorFlow, where momentum is 0.99 and is the share of what was there before
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        count = x[:, 0].size
        if count == 1:
            raise ValueError("one value per channel")
        mean = np.mean(x, axis=self._axes)
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        unbiased = var * (count / (count - 1))
        self.running_mean = self.momentum * self.running_mean + (1.0 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1.0 - self.momentum) * unbiased
        return mean, var
