# mistake: `SGD` multiplies by `lr` inside the velocity, so that a change of `lr` does not act on what the velocity
#     remembers.
# hint: In the third step of the worked example g is 0 and lr has just become 0.01. How far should p move, and how far
#     does yours?
# loses: sgd_example sgd_momentum
# convention: Sutskever et al. (2013), of Caffe and of Keras
class SGD(SGD):
    def change(self, index, param, grad):
        grad = self.lr * (grad + self.weight_decay * param)
        before = self.velocity[index]
        velocity = grad if before is None else self.momentum * before + (1 - self.dampening) * grad
        self.velocity[index] = velocity
        return grad + self.momentum * velocity if self.nesterov else velocity
