# mistake: `SGD` multiplies the old velocity by 1 - dampening too; the factor belongs to the gradient alone.
# hint: With dampening = 1, which of the two should lose all influence after the first update: the old velocity or the
#     new gradient?
# loses: sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        velocity = grad if before is None else (1 - self.dampening) * (self.momentum * before + grad)
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)
