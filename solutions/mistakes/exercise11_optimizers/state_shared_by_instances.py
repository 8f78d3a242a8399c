# mistake: `SGD` keeps its velocities in one place for all instances, so that two optimizers disturb each other.
# hint: Make two optimizers and take a step with the first: does the second one's state change? Ask how often the
#     place where you keep it is made.
# loses: independence
class SGD(SGD):
    shared = {}

    def change(self, index, param, grad):
        self.velocity[index] = self.shared.get((index, param.shape, param.dtype))
        step = super().change(index, param, grad)
        self.shared[index, param.shape, param.dtype] = self.velocity[index]
        return step
