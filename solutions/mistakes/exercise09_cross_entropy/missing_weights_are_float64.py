# mistake: Where no weights are given, ones of the default dtype take their place, and the losses become float64.
# hint: Which dtype has np.ones if nobody says one? Print the dtypes with and without `weight`.
# loses: float32
_classes_and_weights = classes_and_weights


def classes_and_weights(scores, target, weight, ignore_index):
    weights = np.ones(scores.shape[1]) if weight is None else weight
    return _classes_and_weights(scores, target, weights, ignore_index)
