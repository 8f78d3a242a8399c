# mistake: The gradient through log_softmax has the opposite sign.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True) - grad_output
