# mistake: Your optimizers add 2 · weight_decay · p to the gradient; it should be weight_decay · p.
# hint: Differentiate weight_decay · p² and half of it. Which of the two derivatives does the statement add to g?
# loses: sgd_weight_decay adam_weight_decay
# convention: Keras's `regularizers.L2`, whose penalty is not halved
class SGD(SGD):
    def change(self, index, param, grad):
        return super().change(index, param, grad + self.weight_decay * param)


class Adam(Adam):
    def change(self, index, param, grad):
        return super().change(index, param, grad + self.weight_decay * param)
