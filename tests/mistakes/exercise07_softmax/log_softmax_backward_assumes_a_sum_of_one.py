# mistake: The gradient through log_softmax is g - p, which holds only where g sums to 1 in every slice.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output)
