# mistake: The gradient from above is passed through softmax unchanged.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output.copy()
