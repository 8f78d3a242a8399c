# mistake: `running_mean` and `running_var` are float64 for a float32 layer; they should have the dtype of `weight`.
# hint: Which dtype do zeros and ones have if nobody says so? Print it before and after the first batch.
# loses: float32
class BatchNorm(BatchNorm):
    def __init__(self, weight, bias, eps=1e-5, momentum=0.1):
        super().__init__(weight, bias, eps, momentum)
        self.running_mean, self.running_var = np.zeros(weight.shape), np.ones(weight.shape)
