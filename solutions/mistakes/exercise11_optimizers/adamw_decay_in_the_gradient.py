# mistake: `AdamW` adds weight_decay · p to the gradient, as `Adam` does; the decay should stay out of the means.
# hint: Two parameters have the same value and very different gradients. By which share should the decay shrink each
#     of them, and does it in yours?
# loses: adamw
class AdamW(AdamW):
    def change(self, index, param, grad):
        return self.lr * self.direction(index, grad + self.weight_decay * param)
