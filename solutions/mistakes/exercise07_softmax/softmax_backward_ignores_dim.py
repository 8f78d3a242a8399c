# mistake: `softmax_backward` takes its sum along the last dimension, whatever `dim` says.
# hint: Transpose both arguments and name the other `dim`: your result should only be transposed. Which line of yours
#     cannot know of the change?
# loses: softmax_backward arguments
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output * output, axis=-1, keepdims=True))
