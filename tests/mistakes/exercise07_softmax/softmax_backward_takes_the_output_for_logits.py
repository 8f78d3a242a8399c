# mistake: The gradient through softmax applies softmax once more to the probabilities that it is given.
# loses: example_softmax_backward softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    p = softmax(output, dim)
    return p * (grad_output - np.sum(grad_output * p, axis=dim, keepdims=True))
