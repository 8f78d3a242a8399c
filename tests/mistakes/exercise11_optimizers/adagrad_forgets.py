# mistake: Your AdaGrad keeps only the last square; it should sum all of them.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index][...] = 0
        return super().change(index, param, grad)
