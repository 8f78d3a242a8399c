# mistake: `grad_weight` is float64 for a float32 layer; it should have the weight's dtype.
# hint: In which array do you add up what the samples contribute? Print its dtype at the moment when it is made.
# loses: float32
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = np.zeros(self.weight.shape)
        for one, sample in zip(grad, x):
            self.grad_weight += np.outer(one, sample)
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
