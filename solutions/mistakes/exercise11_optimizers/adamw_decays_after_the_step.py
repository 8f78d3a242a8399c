# mistake: `AdamW` decays the parameter after Adam's update; the decay should come first.
# hint: Let p be 1 and Adam's update be 0.5: which of the two numbers 1 and 0.5 should the decay see? The statement's
#     two lines stand in order.
# loses: adamw
# convention: the `AdamW` that was part of Hugging Face's transformers, which decays last
class AdamW(AdamW):
    def change(self, index, param, grad):
        step = self.lr * self.direction(index, grad)
        return step + self.lr * self.weight_decay * (param - step)
