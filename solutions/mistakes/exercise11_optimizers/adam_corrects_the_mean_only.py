# mistake: `Adam` corrects the mean of the gradients but not that of their squares.
# hint: After a first step with g = 4 and β₂ = 0.999, what is s, and what should ŝ be? Compare your step with the
#     worked example's.
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (1 - beta1**t) / (np.sqrt(s) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
