# mistake: `ClassicDropout` drops in evaluation as well.
# hint: What does eval() change, and where is it looked at?
# loses: example_classic classic_evaluation
class ClassicDropout(ClassicDropout):
    def eval(self):
        pass
