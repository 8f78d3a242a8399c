# mistake: Your net computes "or": it gives 1 for (1, 1) too.
# loses: xor_network
def xor_network():
    weights = [20 * np.array([[1.0, 1.0], [1.0, 1.0]]), 20 * np.array([[1.0, 0.0]])]
    return weights, [20 * np.array([-0.5, -1.5]), 20 * np.array([-0.5])]
