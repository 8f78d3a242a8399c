# mistake: You dampen the first gradient too; the first update takes the gradient whole.
# loses: sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        velocity = (0 if before is None else self.momentum * before) + (1 - self.dampening) * grad
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)
