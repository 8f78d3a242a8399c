# mistake: `Adam` does not correct its means for their start at zero.
# hint: What are m and s after one step with g = 4? The mean of a single gradient should be that gradient.
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (np.sqrt(s) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
