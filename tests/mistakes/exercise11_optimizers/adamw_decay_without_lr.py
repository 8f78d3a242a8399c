# mistake: Your AdamW shrinks the parameter by weight_decay alone; the learning rate is a factor of it.
# loses: adamw
class AdamW(AdamW):
    def change(self, index, param, grad):
        return self.weight_decay * param + self.lr * self.direction(index, grad)
