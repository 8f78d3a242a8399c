# mistake: `SGD` adds the step to the parameter; it should subtract it.
# hint: The gradient points to where the loss grows. With p = 1 and g = 2, should p become larger or smaller?
# loses: sgd_example sgd sgd_momentum
class SGD(SGD):
    def change(self, index, param, grad):
        return -super().change(index, param, grad)
