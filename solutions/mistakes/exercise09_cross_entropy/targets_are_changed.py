# mistake: Ignored targets are overwritten with a class in the caller's array.
# hint: Call it twice with the same targets. Is the second loss the first? Find the assignment of yours that has
#     `target` on its left.
# loses: arguments
_classes_and_weights = classes_and_weights


def classes_and_weights(scores, target, weight, ignore_index):
    classes, weights = _classes_and_weights(scores, target, weight, ignore_index)
    target[target == ignore_index] = 0
    return classes, weights
