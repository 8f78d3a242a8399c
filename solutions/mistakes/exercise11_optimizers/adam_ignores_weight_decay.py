# mistake: `Adam` ignores `weight_decay`; it should add weight_decay · p to the gradient.
# hint: Take a gradient of 0, p = 1 and weight_decay = 0.1: should the parameter move? Search your step for that
#     argument.
# loses: adam_weight_decay
class Adam(Adam):
    def change(self, index, param, grad):
        return self.lr * self.direction(index, grad)
