# mistake: Your sigmoid is 1 / (1 + exp(z)); the sign of z is turned round.
# loses: mlp_example mlp_forward
reference_sigmoid = sigmoid


def sigmoid(z):
    return reference_sigmoid(-z)
