# mistake: `Adagrad` adds `eps` to the sum inside the root; it should be added to the root.
# hint: With s = 0 and eps = 0.01, is the statement's denominator 0.1 or 0.01? Which one is yours?
# loses: adagrad
# convention: Dive into Deep Learning (d2l.ai) and of Ruder's overview (2016), where eps stands inside AdaGrad's root
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index] += grad**2
        return self.lr * grad / np.sqrt(self.sum_of_squares[index] + self.eps)
