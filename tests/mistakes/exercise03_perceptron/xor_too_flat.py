# mistake: Your net's weights are so small that its sigmoids are far from steps; make them steeper.
# loses: xor_network
def xor_network():
    weights = [np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[1.0, -1.0]])]
    return weights, [np.array([-0.5, -1.5]), np.array([-0.5])]
