# mistake: `Adam` stores its means after they were corrected, so that the next step corrects them once more.
# hint: In the worked example m̂ is g in both steps. What does your m hold after the first one, and what is it
#     multiplied by in the second?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = (beta1 * self.mean[index] + (1 - beta1) * grad) / (1 - beta1**t)
        self.mean_square[index] = (beta2 * self.mean_square[index] + (1 - beta2) * grad**2) / (1 - beta2**t)
        return self.mean[index] / (np.sqrt(self.mean_square[index]) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
