# mistake: `RMSprop` divides by the mean of squares itself; it should divide by its root.
# hint: If every gradient is ten times as large, its square is a hundred times as large. What happens to your step,
#     and what should happen?
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = self.alpha * self.mean_square[index] + (1 - self.alpha) * grad**2
        return self.lr * grad / (self.mean_square[index] + self.eps)
