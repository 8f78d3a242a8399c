# mistake: Your velocity ignores dampening.
# loses: sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        self.dampening = 0.0
        return super().change(index, param, grad)
