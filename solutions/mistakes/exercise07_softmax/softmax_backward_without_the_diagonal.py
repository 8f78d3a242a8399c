# mistake: `softmax_backward` is only -p Σ g p: it lacks what each logit does to its own exponential.
# hint: Write the Jacobian of two classes as a table of four entries. Which part of the bracket δᵢⱼ - pⱼ do you have,
#     and which not?
# loses: example_softmax_backward softmax_jacobian softmax_backward
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    return -output * np.sum(grad_output * output, axis=dim, keepdims=True)
