# mistake: `BatchNorm` divides by the variance plus eps; the root is missing.
# hint: Measure a channel in metres and then in millimetres. Does your output change?
# loses: example_batchnorm_forward batchnorm_forward eval_forward
class BatchNorm(BatchNorm):
    def forward(self, x):
        super().forward(x)
        self._normalized = self._normalized * self._inverse_std
        self._inverse_std = self._inverse_std**2
        return beside_channels(self.weight, x) * self._normalized + beside_channels(self.bias, x)
