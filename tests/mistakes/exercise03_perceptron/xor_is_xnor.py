# mistake: Your net computes the opposite of XOR: the signs of its output layer are turned round.
# loses: xor_network
def xor_network():
    weights = [20 * np.array([[1.0, 1.0], [1.0, 1.0]]), 20 * np.array([[-1.0, 1.0]])]
    return weights, [20 * np.array([-0.5, -1.5]), 20 * np.array([0.5])]
