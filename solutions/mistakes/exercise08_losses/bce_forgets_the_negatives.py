# mistake: `binary_cross_entropy` has the term of `target` alone, and none for 1 - `target`.
# hint: A probability of 0.99 for something that does not happen costs nothing in yours. Which term of the formula
#     should see it?
# loses: example_binary_cross_entropy binary_cross_entropy reductions
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    return reduced(weighted(-target * clamped_log(p), weight), reduction)
