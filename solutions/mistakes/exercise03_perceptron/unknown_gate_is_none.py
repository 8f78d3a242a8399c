# mistake: `gate` returns None for a name that it does not know; it should raise ValueError.
# hint: Follow "xor" through your function: which line does it reach last? A caller who unpacks the result should hear
#     of the wrong name, and not of something later.
# loses: gate_refuses_the_unknown
def gate(name):
    if name in GATES:
        weight, threshold = GATES[name]
        return np.array(weight), threshold
