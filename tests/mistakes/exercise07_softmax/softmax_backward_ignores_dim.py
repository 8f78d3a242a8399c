# mistake: The gradient through softmax takes its sum along the last dimension, whatever dim says.
# loses: softmax_backward arguments
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output * output, axis=-1, keepdims=True))
