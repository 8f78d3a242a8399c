# mistake: `SGD` makes its velocity anew in every step, so that momentum has no effect.
# hint: In the worked example, what is left of the first gradient in the second velocity? Ask where your velocity is
#     between two calls of `step`.
# loses: sgd_example sgd_momentum sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        self.velocity[index] = None
        return super().change(index, param, grad)
