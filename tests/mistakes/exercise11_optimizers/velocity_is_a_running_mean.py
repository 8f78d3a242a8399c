# mistake: Your velocity is momentum · v + (1 - momentum) · g; PyTorch's is momentum · v + (1 - dampening) · g.
# loses: sgd_example sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        velocity = (1 - self.momentum) * grad
        if before is not None:
            velocity = self.momentum * before + velocity
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)
