# mistake: `Dropout` reads p when it is made; whoever assigns it later changes nothing.
# hint: Read self.p at each forward.
# loses: probability_may_change
class Dropout(Dropout):
    def __init__(self, p, rng):
        super().__init__(p, rng)
        self._at_first = p

    def forward(self, x):
        p, self.p = self.p, self._at_first
        output = super().forward(x)
        self.p = p
        return output
