# mistake: An unknown gate raises KeyError in your gate(); the statement asks for ValueError.
# loses: gate_refuses_the_unknown
def gate(name):
    weight, threshold = GATES[name]
    return np.array(weight), threshold
