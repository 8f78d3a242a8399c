# mistake: `RReLU` draws in evaluation as well; there the slope is the mean.
# hint: What does eval() change, and where is it looked at?
# loses: example_rrelu rrelu_evaluation
class RReLU(RReLU):
    def eval(self):
        pass
