# mistake: `SGD` applies weight decay beside the momentum; it should be added to the gradient before the velocity sees
#     it.
# hint: Let g be 0 in every step: does your decay gather speed, as a gradient does with momentum? Read the statement's
#     lines for `SGD` in their order.
# loses: sgd_weight_decay
# convention: Keras, whose argument `weight_decay` stays out of the momentum
class SGD(SGD):
    def change(self, index, param, grad):
        decay, self.weight_decay = self.weight_decay, 0.0
        step = super().change(index, param, grad)
        self.weight_decay = decay
        return step + self.lr * decay * param
