# mistake: A new `Dropout` is in evaluation mode; it should be in training mode.
# hint: What does a layer do before anybody has called train() or eval()?
# loses: example_training values drop_rate
class Dropout(Dropout):
    def __init__(self, p, rng):
        super().__init__(p, rng)
        self.training = False
