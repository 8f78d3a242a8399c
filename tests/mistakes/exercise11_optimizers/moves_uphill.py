# mistake: Your SGD adds the step to the parameter; it has to go against the gradient.
# loses: sgd_example sgd sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        return -super().change(index, param, grad)
