# mistake: Your AdaGrad has eps inside the root; here it is added to the root.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index] += grad**2
        return self.lr * grad / np.sqrt(self.sum_of_squares[index] + self.eps)
