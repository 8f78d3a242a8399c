# mistake: The gradient through softmax lacks the part of the diagonal, and is only - p Σ g p.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return -output * np.sum(grad_output * output, axis=dim, keepdims=True)
