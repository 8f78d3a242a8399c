# mistake: `BatchNorm` keeps copies of `weight` and `bias`; it should keep the arrays that it was given, so that
#     updates in place reach it.
# hint: An optimizer holds the array that it gave you, and writes into it. Is yours still the same array?
# loses: batchnorm_again
class BatchNorm(BatchNorm):
    def __init__(self, weight, bias, eps=1e-5, momentum=0.1):
        super().__init__(weight.copy(), bias.copy(), eps, momentum)
