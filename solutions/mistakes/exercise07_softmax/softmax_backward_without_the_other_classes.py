# mistake: `softmax_backward` is only p g: it lacks what a logit does to the sum that all classes are divided by.
# hint: All probabilities of a slice share one denominator. Which logits stand in it, and where does your gradient
#     take notice of that?
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output * output
