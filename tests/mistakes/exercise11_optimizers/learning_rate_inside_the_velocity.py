# mistake: Your learning rate is inside the velocity; then a change of lr does not act on what the velocity remembers.
# loses: sgd_example sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        grad = self.lr * (grad + self.weight_decay * param)
        before = self.velocity[index]
        velocity = grad if before is None else self.momentum * before + (1 - self.dampening) * grad
        self.velocity[index] = velocity
        return grad + self.momentum * velocity if self.nesterov else velocity
