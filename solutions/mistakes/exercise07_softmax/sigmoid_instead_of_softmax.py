# mistake: `softmax` sends each logit through a sigmoid of its own, so that the classes do not compete and do not sum
#     to 1.
# hint: Raise one logit and leave the others alone. Should the probabilities of the other classes stay as they were?
# loses: example_softmax softmax
def softmax(x: Array, dim: int = -1) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * x))
