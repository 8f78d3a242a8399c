# mistake: `RMSprop` keeps 1 - alpha of the old mean and takes alpha of the new square; it should be the other way
#     round.
# hint: With alpha = 0.99, should the mean remember about a hundred steps or about one? See how much of the old mean
#     yours keeps.
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = (1 - self.alpha) * self.mean_square[index] + self.alpha * grad**2
        return self.lr * grad / (np.sqrt(self.mean_square[index]) + self.eps)
