# mistake: Negative targets are ignored, whatever `ignore_index` is; a target is ignored if it equals `ignore_index`,
#     which may be a class.
# hint: What does your code do if `ignore_index` is 1, a class like the others? Or 255?
# loses: nll_loss_ignore_index cross_entropy_ignore_index all_together
def classes_and_weights(scores, target, weight, ignore_index):
    counts = target >= 0
    classes = np.where(counts, target, 0) % scores.shape[1]
    weights = counts.astype(scores.dtype) if weight is None else np.where(counts, weight[classes], 0.0)
    return np.expand_dims(classes, 1), np.expand_dims(weights, 1)
