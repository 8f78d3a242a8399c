# mistake: The gradient through softmax subtracts the sum of g instead of the sum of g p.
# loses: example_softmax_backward softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output, axis=dim, keepdims=True))
