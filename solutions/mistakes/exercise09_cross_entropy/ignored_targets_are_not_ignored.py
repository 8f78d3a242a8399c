# mistake: `ignore_index` is not looked at: every target counts, and a negative one looks up a class from the end.
# hint: Which lines of yours mention `ignore_index`? What does NumPy look up for the index -1?
# loses: nll_loss_ignore_index cross_entropy_ignore_index all_together
def classes_and_weights(scores, target, weight, ignore_index):
    weights = np.ones(target.shape, scores.dtype) if weight is None else weight[target % len(weight)]
    return np.expand_dims(target % scores.shape[1], 1), np.expand_dims(weights, 1)
