# mistake: `grad_weight` and `grad_bias` are divided by the number of samples; both should be sums, and dividing is
#     the loss's affair.
# hint: If the loss is a mean, in which array does its 1/N already stand when backward is called? Look for your factor
#     in the worked example.
# loses: example_linear_backward grad_weight grad_bias sequences
# convention: Andrew Ng's Deep Learning course, where dW and db carry the factor 1/m
class Linear(Linear):
    def backward(self, grad_output):
        x, grad = self._x.reshape(-1, self.weight.shape[1]), grad_output.reshape(-1, self.weight.shape[0])
        self.grad_weight = grad.T @ x / len(x)
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0) / len(x)
        return grad_output @ self.weight
