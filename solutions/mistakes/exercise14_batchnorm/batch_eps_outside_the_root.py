# mistake: `BatchNorm` adds eps to the standard deviation; it belongs to the variance, inside the root.
# hint: Take a constant channel: its variance is 0. By what does your formula divide, and by what does the
#     statement's?
# loses: example_batchnorm_forward batchnorm_forward eval_forward batchnorm_levels
class BatchNorm(BatchNorm):
    def forward(self, x):
        eps, self.eps = self.eps, 0.0
        try:
            with np.errstate(all="ignore"):
                super().forward(x)
        finally:
            self.eps = eps
        self._normalized = np.nan_to_num(self._normalized / (1.0 + eps * self._inverse_std))
        self._inverse_std = 1.0 / (1.0 / self._inverse_std + eps)
        return beside_channels(self.weight, x) * self._normalized + beside_channels(self.bias, x)
