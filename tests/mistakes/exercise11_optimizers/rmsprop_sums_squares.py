# mistake: Your RMSprop adds the whole square, alpha · s + g²; the factor 1 - alpha is missing.
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = self.alpha * self.mean_square[index] + grad**2
        return self.lr * grad / (np.sqrt(self.mean_square[index]) + self.eps)
