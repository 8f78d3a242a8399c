# mistake: Your AdaGrad divides by the sum from before this step; the present square belongs to it.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        step = self.lr * grad / (np.sqrt(self.sum_of_squares[index]) + self.eps)
        self.sum_of_squares[index] += grad**2
        return step
