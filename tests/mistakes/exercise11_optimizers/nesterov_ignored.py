# mistake: Your SGD takes the plain momentum step where Nesterov's is asked for.
# loses: sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        self.nesterov = False
        return super().change(index, param, grad)
