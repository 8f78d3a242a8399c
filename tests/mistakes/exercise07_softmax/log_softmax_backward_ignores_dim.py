# mistake: The gradient through log_softmax takes its sum along the last dimension, whatever dim says.
# loses: log_softmax_backward arguments
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output) * np.sum(grad_output, axis=-1, keepdims=True)
