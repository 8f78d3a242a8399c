# mistake: `Adam` adds `eps` inside the root; it should be added to the root of the corrected mean of squares.
# hint: For g = 4 and eps = 1 the worked example divides by 4 + 1. What do you divide by there?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
