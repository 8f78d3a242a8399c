# mistake: `RMSprop` adds the whole square, alpha · s + g²; the factor 1 - alpha is missing.
# hint: Let g be 1 for ever and alpha 0.9: towards which number should a mean of the squares go? Towards which does
#     yours?
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = self.alpha * self.mean_square[index] + grad**2
        return self.lr * grad / (np.sqrt(self.mean_square[index]) + self.eps)
