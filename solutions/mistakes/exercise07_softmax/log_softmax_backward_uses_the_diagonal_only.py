# mistake: `log_softmax_backward` is g (1 - p), the diagonal of the Jacobian alone.
# hint: In the worked example g touches the first log-probability only, yet the third logit has the gradient -5.
#     Through which sum does the one depend on the other?
# loses: example_log_softmax_backward log_softmax_backward
def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output * (1.0 - np.exp(output))
