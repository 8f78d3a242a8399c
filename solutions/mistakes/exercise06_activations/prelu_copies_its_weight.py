# mistake: `PReLU` keeps a copy of `weight`; an optimizer changes the array that was handed over, and your layer never
#     learns of it.
# hint: Change the array after the layer was made. Does the next forward know?
# loses: parameters_may_change
class PReLU(PReLU):
    def __init__(self, weight):
        super().__init__(weight.copy())
