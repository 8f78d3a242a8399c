# mistake: A p outside of [0, 1] raises an AssertionError; it should be a ValueError.
# hint: Which exception does the statement ask for?
# loses: refuses
def check_probability(p):
    assert 0.0 <= p <= 1.0
    return p
