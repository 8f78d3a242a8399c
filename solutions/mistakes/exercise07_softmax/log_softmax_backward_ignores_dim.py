# mistake: `log_softmax_backward` takes its sum along the last dimension, whatever `dim` says.
# hint: For shape (2, 3) and dim = 0, how many different sums should there be? How many do you form?
# loses: log_softmax_backward arguments
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output) * np.sum(grad_output, axis=-1, keepdims=True)
