# mistake: Your Nesterov step uses the velocity from before this gradient; it should use the new one.
# loses: sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        before = self.velocity[index]
        plain = super().change(index, param, grad)
        if not self.nesterov:
            return plain
        grad = grad + self.weight_decay * param
        return self.lr * (grad + (0 if before is None else self.momentum * before))
