# mistake: `softmax_backward` lacks the factor p in front of the bracket.
# hint: Divide each entry of the worked example's gradient by yours. Where have you seen the three numbers that come
#     out?
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output - np.sum(grad_output * output, axis=dim, keepdims=True)
