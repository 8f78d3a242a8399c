# mistake: The gradient through softmax is p g: it lacks what a logit does to the other classes of its slice.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output * output
