# mistake: Your optimizers keep one state for all parameters; each parameter should have its own.
# hint: Two parameters have opposite gradients. What does the second one find in the state when its turn comes?
# loses: sgd_momentum adam
class SGD(SGD):
    def change(self, index, param, grad):
        return super().change(0, param, grad)


class Adam(Adam):
    def change(self, index, param, grad):
        return super().change(0, param, grad)
