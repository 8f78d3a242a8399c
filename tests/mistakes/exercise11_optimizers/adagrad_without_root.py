# mistake: Your AdaGrad divides by the sum of squares itself; it should divide by its root.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index] += grad**2
        return self.lr * grad / (self.sum_of_squares[index] + self.eps)
