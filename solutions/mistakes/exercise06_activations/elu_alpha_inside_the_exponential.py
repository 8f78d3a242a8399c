# mistake: `ELU` computes exp(alpha x) - 1; alpha should multiply the whole of exp(x) - 1.
# hint: What should the output approach at the far left, and what does yours?
# loses: example_elu elu
class ELU(ELU):
    def forward(self, x):
        below = np.minimum(x, 0.0)
        self._derivative = by_sign(x, self.alpha * np.exp(self.alpha * below))
        return np.maximum(x, 0.0) + np.expm1(self.alpha * below)
