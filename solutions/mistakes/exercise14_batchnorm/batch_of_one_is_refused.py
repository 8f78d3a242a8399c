# mistake: Training raises for every batch of one; (1, C, L) with L > 1 has several values per channel and is fine.
# hint: Count what is averaged for one channel of (1, C, L). Is it the number of samples that must be more than one?
# loses: one_value_per_channel
class BatchNorm(BatchNorm):
    def _batch_statistics(self, x):
        if x.shape[0] == 1:
            raise ValueError("a batch of one")
        return super()._batch_statistics(x)
