# mistake: The first batch replaces the running statistics; they start at zeros and ones, and every batch is mixed in.
# hint: What do `running_mean` and `running_var` hold before the first batch, and does that count for anything
#     afterwards?
# loses: example_running_statistics running_statistics float32
class BatchNorm(BatchNorm):
    seen = False

    def _batch_statistics(self, x):
        momentum = self.momentum
        self.momentum = momentum if self.seen else 1.0
        try:
            return super()._batch_statistics(x)
        finally:
            self.momentum, self.seen = momentum, True
