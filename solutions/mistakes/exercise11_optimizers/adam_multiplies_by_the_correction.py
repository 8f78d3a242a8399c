# mistake: `Adam` multiplies its means by 1 - β^t; they should be divided by it.
# hint: A mean that starts at 0 is too small at first. Does your correction make it larger or smaller?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m * (1 - beta1**t) / (np.sqrt(s * (1 - beta2**t)) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
