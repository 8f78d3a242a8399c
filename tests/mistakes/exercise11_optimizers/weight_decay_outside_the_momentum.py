# mistake: Your SGD applies weight decay beside the momentum; here it is added to the gradient before the velocity.
# loses: sgd_weight_decay
class SGD(SGD):
    def change(self, index, param, grad):
        decay, self.weight_decay = self.weight_decay, 0.0
        step = super().change(index, param, grad)
        self.weight_decay = decay
        return step + self.lr * decay * param
