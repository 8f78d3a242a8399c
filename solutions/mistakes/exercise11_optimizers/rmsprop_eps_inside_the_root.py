# mistake: `RMSprop` adds `eps` inside the root; it should be added to the root.
# hint: With s = 0 and eps = 0.01, how large is the denominator by the statement's formula, and how large is yours?
# loses: rmsprop
# convention: TensorFlow, of Keras, and of algorithm 8.5 in Goodfellow, Bengio and Courville's Deep Learning
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.mean_square[index] = self.alpha * self.mean_square[index] + (1 - self.alpha) * grad**2
        return self.lr * grad / np.sqrt(self.mean_square[index] + self.eps)
