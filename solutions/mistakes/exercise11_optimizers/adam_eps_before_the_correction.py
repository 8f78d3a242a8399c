# mistake: `Adam` adds `eps` to the root of the mean of squares before that is corrected; the correction should come
#     first.
# hint: In the worked example g is 4 and eps is 1, so the first step divides by 5. In which order do you correct and
#     add, and what is your denominator?
# loses: adam_example adam
# convention: the efficient form in section 2 of Kingma and Ba's paper ("epsilon hat") and of TensorFlow
class Adam(Adam):
    def direction(self, index, grad):
        beta1, beta2 = self.betas
        self.updates[index] += 1
        t = self.updates[index]
        self.mean[index] = m = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = s = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        return m * np.sqrt(1 - beta2**t) / (1 - beta1**t) / (np.sqrt(s) + self.eps)


class AdamW(AdamW):
    direction = Adam.direction
