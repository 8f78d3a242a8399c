# mistake: The gradient through log_softmax is computed with the formula of softmax.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return softmax_backward(grad_output, np.exp(output), dim)
