# mistake: `softmax` stacks the results of a loop over the slices, which fails where a batch is empty.
# hint: How many slices has an array of shape (0, 3) along its last dimension, and what can an empty list be stacked
#     to? Reductions along `dim` have no such trouble.
# loses: small_shapes
def softmax(x: Array, dim: int = -1) -> Array:
    moved = np.moveaxis(x, dim, -1)
    rows = []
    for row in moved.reshape(-1, moved.shape[-1]):
        exponentials = np.exp(row - np.max(row))
        rows.append(exponentials / np.sum(exponentials))
    return np.moveaxis(np.stack(rows).reshape(moved.shape), -1, dim)
