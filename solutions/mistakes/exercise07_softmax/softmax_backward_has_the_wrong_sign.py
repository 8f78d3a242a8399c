# mistake: `softmax_backward` has the opposite sign of the gradient.
# hint: If only the first probability counts and the loss grows with it, does the loss grow or shrink with the first
#     logit? The worked example's gradient begins with 7/8.
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (np.sum(grad_output * output, axis=dim, keepdims=True) - grad_output)
