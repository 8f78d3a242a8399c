# mistake: The targets that are ignored are those of -100, whatever `ignore_index` is.
# hint: Where does the number -100 stand in your code, besides the default of the parameter?
# loses: nll_loss_ignore_index cross_entropy_ignore_index all_together
def classes_and_weights(scores, target, weight, ignore_index):
    counts = target != -100
    classes = np.where(counts, target, 0) % scores.shape[1]
    weights = counts.astype(scores.dtype) if weight is None else np.where(counts, weight[classes], 0.0)
    return np.expand_dims(classes, 1), np.expand_dims(weights, 1)
