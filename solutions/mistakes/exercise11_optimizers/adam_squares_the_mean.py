# mistake: `Adam` averages the squares of its mean m; it should average the squares of the gradient.
# hint: Let g alternate between 1 and -1, so that m stays near 0. Towards which number should s go, and towards which
#     does yours?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * m**2
        return m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
