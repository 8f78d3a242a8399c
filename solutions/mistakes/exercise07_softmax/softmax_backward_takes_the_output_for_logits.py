# mistake: `softmax_backward` applies softmax once more to `output`, which holds the probabilities already.
# hint: What does `output` add up to along `dim` before you touch it? Look up in the statement's table what the second
#     argument is.
# loses: example_softmax_backward softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    p = softmax(output, dim)
    return p * (grad_output - np.sum(grad_output * p, axis=dim, keepdims=True))
