# mistake: Your `xor_network` computes the opposite of XOR: it gives 1 where both inputs are equal.
# hint: Take your hidden units for steps and compute the output's sum for (0, 1) by hand. Which sign should it have
#     there, and which for (0, 0)?
# loses: xor_network
def xor_network():
    weights = [20 * np.array([[1.0, 1.0], [1.0, 1.0]]), 20 * np.array([[-1.0, 1.0]])]
    return weights, [20 * np.array([-0.5, -1.5]), 20 * np.array([0.5])]
