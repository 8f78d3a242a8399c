# mistake: `RReLU.train()` does not lead back from evaluation to training.
# hint: Call eval(), then train(), then forward.
# loses: rrelu_evaluation
class RReLU(RReLU):
    def train(self):
        pass
