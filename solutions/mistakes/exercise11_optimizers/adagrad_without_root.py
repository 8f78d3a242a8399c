# mistake: `Adagrad` divides by the sum of squares itself; it should divide by its root.
# hint: Make all gradients ten times as large: AdaGrad's steps should hardly change. What do yours do?
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index] += grad**2
        return self.lr * grad / (self.sum_of_squares[index] + self.eps)
