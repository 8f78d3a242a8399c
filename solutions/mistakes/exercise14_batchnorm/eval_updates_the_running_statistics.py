# mistake: `BatchNorm` updates its running statistics in eval too; there they should stay as they are.
# hint: Call forward twice in eval with different inputs, and print `running_mean` in between. Who changed it?
# loses: eval_forward
class BatchNorm(BatchNorm):
    def forward(self, x):
        output = super().forward(x)
        if not self.training and x.size // x.shape[1] > 1:
            self._batch_statistics(x)
        return output
