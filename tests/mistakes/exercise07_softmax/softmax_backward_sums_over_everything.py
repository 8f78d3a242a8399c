# mistake: The gradient through softmax takes the sum of g p over the whole array instead of each slice.
# loses: softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output * output))
