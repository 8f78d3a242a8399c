# mistake: `Dropout.train()` does not lead back from evaluation to training.
# hint: Call eval(), then train(), then forward.
# loses: evaluation
class Dropout(Dropout):
    def train(self):
        pass
