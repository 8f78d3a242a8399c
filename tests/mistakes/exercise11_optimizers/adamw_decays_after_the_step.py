# mistake: Your AdamW decays the parameter after Adam's update; the decay comes first.
# loses: adamw
class AdamW(AdamW):
    def change(self, index, param, grad):
        step = self.lr * self.direction(index, grad)
        return step + self.lr * self.weight_decay * (param - step)
