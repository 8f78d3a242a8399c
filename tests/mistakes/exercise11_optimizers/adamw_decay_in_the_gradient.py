# mistake: Your AdamW adds weight_decay · p to the gradient, as Adam does; here it stays out of the means.
# loses: adamw
class AdamW(AdamW):
    def change(self, index, param, grad):
        return self.lr * self.direction(index, grad + self.weight_decay * param)
