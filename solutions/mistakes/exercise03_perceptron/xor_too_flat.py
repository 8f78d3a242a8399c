# mistake: The weights of your `xor_network` are so small that its sigmoids are far from steps; the outputs should
#     come within 0.1 of 0 and 1.
# hint: How large must a sum be before its sigmoid exceeds 0.9? Find something that you can do to all weights and
#     biases of a layer that moves no boundary.
# loses: xor_network
def xor_network():
    weights = [np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[1.0, -1.0]])]
    return weights, [np.array([-0.5, -1.5]), np.array([-0.5])]
