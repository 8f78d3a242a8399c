# mistake: The gradient through softmax subtracts from grad_output in place, and so changes the caller's array.
# loses: arguments
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    projection = np.sum(grad_output * output, axis=dim, keepdims=True)
    grad_output -= projection
    return grad_output * output
