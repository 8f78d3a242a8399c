# mistake: Your velocity is made anew in every step, so momentum has no effect.
# loses: sgd_example sgd_momentum sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        self.velocity[index] = None
        return super().change(index, param, grad)
