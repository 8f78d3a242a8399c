# mistake: Training on one value per channel goes through; it should raise `ValueError`.
# hint: What are the variance and the output for a single value? Could anything be learned from such a batch?
# loses: one_value_per_channel
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        if x.size // x.shape[1] == 1:
            return x.reshape(-1), np.zeros_like(self.weight)
        return super()._batch_statistics(x)
