# mistake: `gate` raises KeyError for a name that it does not know; it should raise ValueError.
# hint: Who chooses the kind of error when a missing name is looked up in a dictionary? Ask whether the name is there
#     before that happens.
# loses: gate_refuses_the_unknown
def gate(name):
    weight, threshold = GATES[name]
    return np.array(weight), threshold
