# mistake: `Adam` corrects its first update with t = 2; it should be 1 there.
# hint: After the first update m̂ should be g itself. By which factor is yours too small, and when do you raise t?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (1 - beta1 ** (t + 1)) / (np.sqrt(s / (1 - beta2 ** (t + 1))) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
