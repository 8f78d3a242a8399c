# mistake: `RMSprop` takes the first square whole; its mean of squares should start at zero.
# hint: With alpha = 0.9 and g = 1, what is s after the first step by the statement's formula? Only one optimizer of
#     this exercise treats its first update differently.
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.started = getattr(self, "started", set())
        if index not in self.started:
            self.mean_square[index] = grad**2
            self.started.add(index)
        return super().change(index, param, grad)
