# mistake: The gradient through log_softmax takes the sum of g over the whole array instead of each slice.
# loses: log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output) * np.sum(grad_output)
