# mistake: Your Adam applies weight decay to the parameter, as AdamW does; in Adam it is added to the gradient.
# loses: adam_weight_decay
class Adam(Adam):
    def change(self, index, param, grad):
        return self.lr * (self.weight_decay * param + self.direction(index, grad))
