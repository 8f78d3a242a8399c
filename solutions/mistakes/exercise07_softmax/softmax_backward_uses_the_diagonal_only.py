# mistake: `softmax_backward` multiplies by p (1 - p), the diagonal of the Jacobian alone, as if each class were a
#     sigmoid.
# hint: In the worked example g touches the first probability only, yet the second logit has the gradient -1/4. Which
#     entry of the Jacobian leads there?
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output * output * (1.0 - output)
