# mistake: `log_softmax_backward` returns float64 for float32 arguments; the dtype should stay as it is.
# hint: Print the dtype after each line for a float32 gradient. At which one does it grow, and who asked for that?
# loses: float32
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    total = np.sum(grad_output, axis=dim, keepdims=True, dtype=np.float64)
    return grad_output - np.exp(output) * total
