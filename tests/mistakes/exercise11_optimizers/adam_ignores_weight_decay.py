# mistake: Your Adam ignores weight_decay.
# loses: adam_weight_decay
class Adam(Adam):
    def change(self, index, param, grad):
        return self.lr * self.direction(index, grad)
