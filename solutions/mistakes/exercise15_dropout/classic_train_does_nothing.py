# mistake: `ClassicDropout.train()` does not lead back from evaluation to training.
# hint: Call eval(), then train(), then forward.
# loses: classic_evaluation
class ClassicDropout(ClassicDropout):
    def train(self):
        pass
