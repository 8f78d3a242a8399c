# mistake: The gradient through softmax lacks the factor p in front of the bracket.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.sum(grad_output * output, axis=dim, keepdims=True)
