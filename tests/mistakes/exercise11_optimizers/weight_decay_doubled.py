# mistake: You add 2 · weight_decay · p, the derivative of weight_decay · p²; here it is weight_decay · p.
# loses: sgd_weight_decay adam_weight_decay
class SGD(SGD):
    def change(self, index, param, grad):
        return super().change(index, param, grad + self.weight_decay * param)


class Adam(Adam):
    def change(self, index, param, grad):
        return super().change(index, param, grad + self.weight_decay * param)
