# mistake: `SGD` subtracts weight_decay · p without the learning rate; the decay should be a part of the gradient.
# hint: Set `lr` to 0: does the parameter stay where it is, and should it?
# loses: sgd_weight_decay
class SGD(SGD):
    def change(self, index, param, grad):
        decay, self.weight_decay = self.weight_decay, 0.0
        step = super().change(index, param, grad)
        self.weight_decay = decay
        return step + decay * param
