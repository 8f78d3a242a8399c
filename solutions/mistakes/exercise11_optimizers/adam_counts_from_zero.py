# mistake: `Adam` corrects its first update with t = 0, and so it divides by zero.
# hint: What is a number to the power 0, and what does that leave of 1 - β^t? The statement says which t the first
#     update has.
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
