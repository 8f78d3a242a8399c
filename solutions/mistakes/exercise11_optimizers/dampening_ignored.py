# mistake: `SGD` ignores `dampening`; from the second update on the gradient should be multiplied by 1 - dampening.
# hint: With momentum and dampening 0.5 and g = 1 twice, what is v after the second update by the statement's formula?
#     What is yours?
# loses: sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        self.dampening = 0.0
        return super().change(index, param, grad)
