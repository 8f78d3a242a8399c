# mistake: `AdamW` shrinks the parameter by weight_decay · p alone; the learning rate should be a factor of it.
# hint: Set `lr` to 0: should the parameter still move?
# loses: adamw
# convention: algorithm 2 in Loshchilov and Hutter's paper, where the decay is multiplied by the schedule but not by
#     the learning rate
class AdamW(AdamW):
    def change(self, index, param, grad):
        return self.weight_decay * param + self.lr * self.direction(index, grad)
