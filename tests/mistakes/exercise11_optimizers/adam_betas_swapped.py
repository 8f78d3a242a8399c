# mistake: Your Adam uses the betas the wrong way round: the first is for the gradients, the second for the squares.
# loses: adam
class Adam(Adam):
    def direction(self, index, grad):
        straight = self.betas
        self.betas = straight[::-1]
        step = super().direction(index, grad)
        self.betas = straight
        return step


class AdamW(AdamW):
    def direction(self, index, grad):
        straight = self.betas
        self.betas = straight[::-1]
        step = super().direction(index, grad)
        self.betas = straight
        return step
