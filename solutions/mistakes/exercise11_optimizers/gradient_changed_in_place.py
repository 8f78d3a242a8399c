# mistake: `SGD` adds the weight decay to the caller's gradient in place; gradients should stay as they are.
# hint: Print the caller's gradient before `step` and after it. Which of your operators writes into the array on its
#     left?
# loses: independence
class SGD(SGD):
    def change(self, index, param, grad):
        grad += self.weight_decay * param
        decay, self.weight_decay = self.weight_decay, 0.0
        step = super().change(index, param, grad)
        self.weight_decay = decay
        return step
