# mistake: Your RMSprop has eps inside the root; here it is added to the root.
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = self.alpha * self.mean_square[index] + (1 - self.alpha) * grad**2
        return self.lr * grad / np.sqrt(self.mean_square[index] + self.eps)
