# mistake: `SGD` takes the plain momentum step where `nesterov` is True.
# hint: Take momentum 0.5 and g = 1 in the very first step: how long is the step with `nesterov`, and how long
#     without? Are yours different?
# loses: sgd_nesterov
class SGD(SGD):
    def change(self, index, param, grad):
        self.nesterov = False
        return super().change(index, param, grad)
