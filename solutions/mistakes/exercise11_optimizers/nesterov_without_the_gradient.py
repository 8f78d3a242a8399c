# mistake: Nesterov's step in `SGD` is lr · momentum · v alone; the gradient should be added to it.
# hint: Let momentum become very small: Nesterov's step should turn into plain gradient descent. Into what does yours
#     turn?
# loses: sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        plain = super().change(index, param, grad)
        return self.lr * self.momentum * self.velocity[index] if self.nesterov else plain
