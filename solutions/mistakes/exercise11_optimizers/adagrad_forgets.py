# mistake: `Adagrad` keeps only the last square; it should sum all of them.
# hint: Which number should stand under the root after three gradients of 1, and which stands there in yours? Follow s
#     from one step to the next.
# loses: adagrad
class Adagrad(Adagrad):
    def change(self, index, param, grad):
        self.sum_of_squares[index][...] = 0
        return super().change(index, param, grad)
