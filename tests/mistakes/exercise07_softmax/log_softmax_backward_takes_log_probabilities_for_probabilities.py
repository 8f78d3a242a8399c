# mistake: The gradient through log_softmax multiplies by the log-probabilities instead of the probabilities.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - output * np.sum(grad_output, axis=dim, keepdims=True)
