# mistake: Your sigmoid is 1 / (1 + exp(z)), which falls from 1 to 0; it should rise.
# hint: A sum of 1000 should give nearly 1. What does exp make of the number that you hand to it then?
# loses: mlp_example mlp_forward
reference_sigmoid = sigmoid


def sigmoid(z):
    return reference_sigmoid(-z)
