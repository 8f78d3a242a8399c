# mistake: `log_softmax_backward` computes p (g - Σ g p), which is the formula of `softmax_backward`.
# hint: Put the two Jacobians of the statement side by side: by which factor do they differ? Each of the two has a
#     formula of its own below.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return softmax_backward(grad_output, np.exp(output), dim)
