# mistake: `Adam` divides by the corrected mean of squares itself; it should divide by its root.
# hint: Make all gradients a hundred times as large: Adam's steps should stay nearly the same. Which power of g stands
#     above in yours, and which below?
# loses: adam_example adam
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m / (1 - beta1**t) / (s / (1 - beta2**t) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
