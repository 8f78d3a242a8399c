# mistake: `Adam` divides by 1 - β in every step; it should be 1 - β^t.
# hint: Let g be 1 for ever: towards which number does m go? By what should it be divided then, and by what do you
#     divide it?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (1 - beta1) / (np.sqrt(s / (1 - beta2)) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
