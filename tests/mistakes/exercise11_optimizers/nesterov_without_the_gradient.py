# mistake: Your Nesterov step is momentum · v alone; the gradient has to be added.
# loses: sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        plain = super().change(index, param, grad)
        return self.lr * self.momentum * self.velocity[index] if self.nesterov else plain
