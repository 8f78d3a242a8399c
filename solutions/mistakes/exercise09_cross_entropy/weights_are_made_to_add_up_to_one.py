# mistake: The weights are divided by their sum before anything is computed, which changes sum and none; they should
#     be used as they are.
# hint: For the mean it makes no difference. What does doubling all weights do to your sum, and what should it do?
# loses: nll_loss_weight cross_entropy_weight all_together float32
_classes_and_weights = classes_and_weights


def classes_and_weights(scores, target, weight, ignore_index):
    scaled = None if weight is None else weight / np.sum(weight)
    return _classes_and_weights(scores, target, scaled, ignore_index)
