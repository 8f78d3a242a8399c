# mistake: A p outside of [0, 1] is accepted; it should raise a ValueError.
# hint: What does p = 1.5 mean? Who should be told, and when?
# loses: refuses
def check_probability(p):
    return p
