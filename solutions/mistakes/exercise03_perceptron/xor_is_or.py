# mistake: Your `xor_network` computes "or": it gives 1 for (1, 1) too.
# hint: For which single input do "or" and XOR differ, and which other gate is 1 for that input alone? Let the unit of
#     that gate speak against the output.
# loses: xor_network
def xor_network():
    weights = [20 * np.array([[1.0, 1.0], [1.0, 1.0]]), 20 * np.array([[1.0, 0.0]])]
    return weights, [20 * np.array([-0.5, -1.5]), 20 * np.array([-0.5])]
