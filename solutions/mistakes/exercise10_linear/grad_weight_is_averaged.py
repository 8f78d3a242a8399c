# mistake: `grad_weight` is divided by the number of samples; it should be a sum, and dividing is the loss's affair.
# hint: Put one sample into the batch twice, with the same gradient: should `grad_weight` double or stay? The
#     statement says who divides by N.
# loses: example_linear_backward grad_weight sequences
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x / len(x)
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        return grad_output @ self.weight
