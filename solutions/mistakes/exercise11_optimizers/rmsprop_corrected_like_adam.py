# mistake: `RMSprop` corrects its mean of squares for the start at zero, as `Adam` does; it should not.
# hint: With alpha = 0.9 and g = 1, what stands under the root in the first step by the statement's formula? Which
#     line of yours is not among its lines?
# loses: rmsprop
class RMSprop(RMSprop):
    def change(self, index, param, grad):
        self.updates = getattr(self, "updates", [0] * len(self.params))
        self.updates[index] += 1
        self.mean_square[index] = s = self.alpha * self.mean_square[index] + (1 - self.alpha) * grad**2
        return self.lr * grad / (np.sqrt(s / (1 - self.alpha ** self.updates[index])) + self.eps)
