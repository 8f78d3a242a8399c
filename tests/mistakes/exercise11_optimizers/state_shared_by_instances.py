# mistake: Your optimizers keep their state in one place for all instances, so two of them disturb each other.
# loses: independence
class SGD(SGD):
    shared = {}

    def change(self, index, param, grad):
        self.velocity[index] = self.shared.get((index, param.shape, param.dtype))
        step = super().change(index, param, grad)
        self.shared[index, param.shape, param.dtype] = self.velocity[index]
        return step
