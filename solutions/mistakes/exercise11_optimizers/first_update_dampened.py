# mistake: `SGD` dampens the first gradient too; the first update should take it whole.
# hint: Before the first update there is no velocity yet. Which of the statement's two lines for v holds then?
# loses: sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        velocity = (0 if before is None else self.momentum * before) + (1 - self.dampening) * grad
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)
