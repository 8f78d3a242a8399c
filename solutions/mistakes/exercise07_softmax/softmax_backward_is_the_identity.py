# mistake: `softmax_backward` passes `grad_output` on unchanged, as if softmax were not there.
# hint: Adding a constant to all logits of a slice changes no probability, so what must the entries of the gradient
#     add up to? Do yours?
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return grad_output.copy()
