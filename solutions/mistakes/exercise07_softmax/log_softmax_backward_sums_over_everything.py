# mistake: `log_softmax_backward` takes the sum of `grad_output` over the whole array; each slice has a sum of its
#     own.
# hint: Give it two samples and let only the first have a gradient from above. What should come out for the second?
# loses: log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output) * np.sum(grad_output)
