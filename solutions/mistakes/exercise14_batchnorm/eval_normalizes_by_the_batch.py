# mistake: In eval `BatchNorm` still normalizes by the mean and variance of the batch; it should use the running
#     statistics.
# hint: Send one sample through in eval. What is its distance to its own mean?
# loses: example_running_statistics eval_forward eval_backward
class BatchNorm(BatchNorm):
    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        mode, self.training = self.training, True
        try:
            return super().forward(x)
        finally:
            self.training = mode
            if not mode:
                self.running_mean, self.running_var = mean, var
