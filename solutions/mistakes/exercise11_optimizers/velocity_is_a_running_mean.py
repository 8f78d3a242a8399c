# mistake: The velocity of your `SGD` is momentum · v + (1 - momentum) · g; there should be no factor 1 - momentum.
# hint: In the worked example the first velocity is (2, 0), like the gradient. What is yours, and which other argument
#     could ask for such a factor?
# loses: sgd_example sgd_momentum
# convention: Andrew Ng's Deep Learning course, where the velocity is an exponentially weighted average
class SGD(SGD):
    def change(self, index, param, grad):
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        velocity = (1 - self.momentum) * grad
        if before is not None:
            velocity = self.momentum * before + velocity
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)
