# mistake: `softmax_backward` takes the sum of g p over the whole array; each slice has a sum of its own.
# hint: If the loss depends on the first sample alone, what is the gradient of the second? Find what your code carries
#     from one sample to the other.
# loses: softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output * output))
