# mistake: The gradient through log_softmax is computed and returned in float64.
# loses: float32
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    total = np.sum(grad_output, axis=dim, keepdims=True, dtype=np.float64)
    return grad_output - np.exp(output) * total
