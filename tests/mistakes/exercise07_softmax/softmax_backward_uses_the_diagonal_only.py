# mistake: The gradient through softmax uses only p (1 - p), the diagonal of the Jacobian, as if it were a sigmoid.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output * output * (1.0 - output)
