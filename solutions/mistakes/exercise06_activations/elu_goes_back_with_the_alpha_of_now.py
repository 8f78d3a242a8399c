# mistake: `ELU.backward` reads `alpha` anew; it should use the one of the last forward.
# hint: Assign another alpha between forward and backward. Whose gradient is asked for?
# loses: parameters_may_change
class ELU(ELU):
    def forward(self, x):
        self._x = x
        return super().forward(x)

    def backward(self, grad_output):
        return grad_output * by_sign(self._x, self.alpha * np.exp(np.minimum(self._x, 0.0)))
