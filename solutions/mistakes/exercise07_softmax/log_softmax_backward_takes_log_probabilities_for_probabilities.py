# mistake: `log_softmax_backward` multiplies by `output`, the log-probabilities, where the formula has probabilities.
# hint: Can a probability be negative, and can an entry of `output`? Look up in the statement's table what
#     `log_softmax` returned.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - output * np.sum(grad_output, axis=dim, keepdims=True)
