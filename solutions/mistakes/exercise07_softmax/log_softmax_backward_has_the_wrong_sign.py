# mistake: `log_softmax_backward` has the opposite sign of the gradient.
# hint: If the loss grows with the first log-probability, should it grow or shrink with the first logit? The worked
#     example's gradient begins with 7.
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True) - grad_output
