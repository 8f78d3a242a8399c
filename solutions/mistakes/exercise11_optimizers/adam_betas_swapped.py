# mistake: `Adam` uses the betas the wrong way round: the first is for the gradients, the second for their squares.
# hint: Of 0.9 and 0.999, which one makes a mean remember longer? Find in the statement which of m and s that should
#     be.
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
