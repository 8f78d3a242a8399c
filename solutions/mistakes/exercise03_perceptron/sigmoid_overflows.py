# mistake: Your sigmoid exp(z) / (1 + exp(z)) is infinity divided by infinity, NaN, for large z; it should be 1 there.
# hint: Which of exp(1000) and exp(-1000) fits into a float? Find a form of the same fraction in which only that one
#     occurs.
# loses: mlp_forward
def sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))
