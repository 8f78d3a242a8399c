# mistake: `softmax_backward` subtracts from `grad_output` in place, and so changes the caller's array.
# hint: Call it twice with the same arguments: are the two answers equal? Find the operator of yours that writes into
#     the array on its left.
# loses: arguments
def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    projection = np.sum(grad_output * output, axis=dim, keepdims=True)
    grad_output -= projection
    return grad_output * output
