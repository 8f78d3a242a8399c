# mistake: Your Adam corrects its first step with t = 0, so it divides by zero.
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        with np.errstate(all="ignore"):
            return m / (1 - beta1 ** (t - 1)) / (np.sqrt(s / np.float64(1 - beta2 ** (t - 1))) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
