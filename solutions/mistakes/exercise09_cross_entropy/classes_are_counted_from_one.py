# mistake: A target is looked up one class too early, as if classes were counted from 1; the first one is 0.
# hint: Which entry do you look up for the target 0 of the worked example?
# loses: example_nll_loss example_cross_entropy nll_loss nll_loss_backward cross_entropy cross_entropy_backward
# convention: MATLAB and Lua
_classes_and_weights = classes_and_weights


def classes_and_weights(scores, target, weight, ignore_index):
    classes, weights = _classes_and_weights(scores, target, weight, ignore_index)
    return (classes - 1) % scores.shape[1], weights
