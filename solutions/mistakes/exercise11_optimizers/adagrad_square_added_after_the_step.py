# mistake: `Adagrad` divides by the sum from before this step; the present square should be part of it.
# hint: By what do you divide in the very first step? With eps = 1e-10, think how far the parameter jumps.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        step = self.lr * grad / (np.sqrt(self.sum_of_squares[index]) + self.eps)
        self.sum_of_squares[index] += grad**2
        return step
