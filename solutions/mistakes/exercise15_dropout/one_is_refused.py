# mistake: p = 1 raises a ValueError; it should drop everything.
# hint: Is 1 a probability?
# loses: certain_probabilities refuses
def check_probability(p):
    if not 0.0 <= p < 1.0:
        raise ValueError(p)
    return p
