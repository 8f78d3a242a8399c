# mistake: `ELU.backward` multiplies by y + 1 where x is negative, which is right for an alpha of 1 only.
# hint: alpha exp(x) is to be written with y. What has to be added to y = alpha exp(x) - alpha?
# loses: example_elu elu kinks_at_zero
class ELU(ELU):
    def forward(self, x):
        output = super().forward(x)
        self._derivative = by_sign(x, output + 1.0)
        return output
