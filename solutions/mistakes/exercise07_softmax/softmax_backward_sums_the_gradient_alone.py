# mistake: `softmax_backward` subtracts the sum of g where the sum of g p belongs.
# hint: Let every entry of g be 1: the probabilities add up to 1 whatever the logits are, so the gradient should
#     vanish. What does yours give?
# loses: example_softmax_backward softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return output * (grad_output - np.sum(grad_output, axis=dim, keepdims=True))
