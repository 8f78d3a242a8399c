# mistake: `Dropout` drops in evaluation as well.
# hint: What does eval() change, and where is it looked at?
# loses: evaluation
class Dropout(Dropout):
    def eval(self):
        pass
