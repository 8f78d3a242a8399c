# mistake: `log_softmax` takes the logarithm to base 2; it should be the natural one.
# hint: By which factor is each entry of the worked example too large? You know the logarithm whose inverse that
#     factor is.
# loses: example_log_softmax log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log2(softmax(x, dim))
