# mistake: Your weight decay is added to the caller's gradient in place (g += ...), which changes it.
# loses: independence
class SGD(SGD):
    def change(self, index, param, grad):
        grad += self.weight_decay * param
        decay, self.weight_decay = self.weight_decay, 0.0
        step = super().change(index, param, grad)
        self.weight_decay = decay
        return step
