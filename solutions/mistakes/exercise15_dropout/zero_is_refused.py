# mistake: p = 0 raises a ValueError; it should drop nothing.
# hint: Is 0 a probability?
# loses: certain_probabilities refuses
def check_probability(p):
    if not 0.0 < p <= 1.0:
        raise ValueError(p)
    return p
