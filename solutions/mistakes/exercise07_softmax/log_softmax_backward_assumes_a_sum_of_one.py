# mistake: `log_softmax_backward` is g - p, which is right only where g sums to 1 in its slice.
# hint: What do the entries of a right gradient always add up to, and what do yours for the worked example, where g is
#     (8, 0, 0)?
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.exp(output)
