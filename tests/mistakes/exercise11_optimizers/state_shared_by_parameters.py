# mistake: Your optimizers keep one state for all parameters; each parameter has its own.
# loses: sgd_momentum adam
class SGD(SGD):
    def change(self, index, param, grad):
        return super().change(0, param, grad)


class Adam(Adam):
    def change(self, index, param, grad):
        return super().change(0, param, grad)
